use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Cache, Held, Key, Parts, Stamp, Standing, What, read_all, segment, with_lacking};

fn key(name: &str) -> Key {
    Parts::of("test").add(name).key()
}

/// A folder for a cache, in one that is removed.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("outcomes");
    (folder, place)
}

fn value(place: &Path, name: &str) -> Option<String> {
    let found = Cache::open(place).unwrap().get(&key(name));
    found.map(|found| String::from_utf8(found.value).unwrap())
}

/// Puts values into a cache and closes it.
fn put(place: &Path, names: impl IntoIterator<Item = String>) {
    let cache = Cache::open(place).unwrap();
    names.into_iter().for_each(|name| cache.put(key(&name), format!("value of {name}").into_bytes()));
}

fn names(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|number| number.to_string())
}

#[test]
fn what_was_put_there_is_found_by_the_next_run_and_nothing_else_is() {
    let (_folder, place) = place();
    put(&place, names(3));
    assert_eq!(value(&place, "2").as_deref(), Some("value of 2"));
    assert_eq!(value(&place, "3"), None);
}

#[test]
fn parts_that_are_divided_elsewhere_are_another_key() {
    let of = |parts: &[&str]| {
        let mut all = Parts::of("test");
        for part in parts {
            all.add(part);
        }
        all.key()
    };
    assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    assert_ne!(of(&["", "a"]), of(&["a", ""]));
    assert_ne!(Parts::of("one").key(), Parts::of("other").key());
}

#[test]
fn a_thousand_values_are_found_in_the_segment_and_the_newest_of_one_key_counts() {
    let (_folder, place) = place();
    put(&place, names(1000));
    segment::rewrite(&place, u64::MAX).unwrap();
    assert_eq!(fs::metadata(place.join("tail")).unwrap().len(), 0);
    assert!(names(1000).all(|name| value(&place, &name) == Some(format!("value of {name}"))));
    assert_eq!(value(&place, "1000"), None);
    Cache::open(&place).unwrap().put(key("7"), b"newer".to_vec());
    assert_eq!(value(&place, "7").as_deref(), Some("newer"));
    segment::rewrite(&place, u64::MAX).unwrap();
    assert_eq!(value(&place, "7").as_deref(), Some("newer"));
    assert_eq!(Cache::open(&place).unwrap().contents().values, 1000);
}

#[test]
fn a_record_that_is_half_written_counts_as_none_and_the_next_writer_cuts_it_off() {
    let (_folder, place) = place();
    put(&place, names(2));
    let whole = fs::read(place.join("tail")).unwrap();
    // Killed at any byte of its second record.
    for length in whole.len() / 2 + 1..whole.len() {
        fs::write(place.join("tail"), &whole[..length]).unwrap();
        assert_eq!(value(&place, "0").as_deref(), Some("value of 0"));
        assert_eq!(value(&place, "1"), None);
        put(&place, ["later".to_owned()]);
        assert_eq!(value(&place, "later").as_deref(), Some("value of later"));
    }
}

#[test]
fn a_value_that_was_damaged_is_not_found_and_goes_when_all_are_verified() {
    let (_folder, place) = place();
    put(&place, names(2));
    segment::rewrite(&place, u64::MAX).unwrap();
    let file = place.join("segment");
    let mut bytes = fs::read(&file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&file, bytes).unwrap();
    assert_eq!(names(2).filter(|name| value(&place, name).is_some()).count(), 1);
    let verified = Cache::open(&place).unwrap().verify().unwrap();
    assert_eq!((verified.values, verified.damaged), (1, 1));
    assert_eq!(Cache::open(&place).unwrap().verify().unwrap().damaged, 0);
}

#[test]
fn a_file_that_is_no_segment_counts_as_none_and_is_replaced() {
    let (_folder, place) = place();
    put(&place, names(1));
    for content in [&b""[..], b"recant-segment-1", &[0xff; 4096], b"recant-segment-1\xff\xff\xff\xff\xff\xff\xff\x7f"] {
        fs::write(place.join("segment"), content).unwrap();
        assert_eq!(value(&place, "0").as_deref(), Some("value of 0"));
        assert_eq!(value(&place, "1"), None);
    }
    Cache::open(&place).unwrap().verify().unwrap();
    assert_eq!(value(&place, "0").as_deref(), Some("value of 0"));
}

#[test]
fn processes_that_write_at_once_lose_nothing() {
    let (_folder, place) = place();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let place = &place;
            scope.spawn(move || {
                for number in 0..20 {
                    put(place, [format!("{writer} {number}")]);
                    if number % 7 == 0 {
                        Cache::open(place).unwrap().verify().unwrap();
                    }
                }
            });
        }
    });
    let all = (0..4).flat_map(|writer| (0..20).map(move |number| format!("{writer} {number}")));
    let missing: Vec<_> = all.filter(|name| value(&place, name).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn of_more_than_is_allowed_the_oldest_goes() {
    let (_folder, place) = place();
    put(&place, names(100));
    let all = segment::rewrite(&place, u64::MAX).unwrap();
    let left = segment::rewrite(&place, all.bytes / 2).unwrap();
    assert!(left.bytes <= all.bytes / 2 && left.bytes > all.bytes / 4, "{left:?} of {all:?}");
}

#[test]
fn a_cache_that_is_cleared_is_empty() {
    let (_folder, place) = place();
    put(&place, names(5));
    segment::rewrite(&place, u64::MAX).unwrap();
    put(&place, ["later".to_owned()]);
    Cache::open(&place).unwrap().clear().unwrap();
    assert_eq!(Cache::open(&place).unwrap().contents().values, 0);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_write_to_the_folder_and_a_link_is_none() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, place) = place();
    fs::create_dir(&place).unwrap();
    fs::set_permissions(&place, fs::Permissions::from_mode(0o777)).unwrap();
    put(&place, names(1));
    assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::metadata(place.join("tail")).unwrap().permissions().mode() & 0o777, 0o600);
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&place, &link).unwrap();
    let refused = Cache::open(&link).unwrap_err().to_string();
    assert!(refused.contains("could forge verdicts"), "{refused}");
}

#[test]
fn a_stamp_tells_when_a_file_changes() {
    let (_folder, place) = place();
    let what = What::File(place.clone());
    assert_eq!(what.now(), "");
    fs::write(&place, "one").unwrap();
    let stamp = what.stamp();
    assert_eq!(stamp.what.now(), stamp.was);
    OpenOptions::new().append(true).open(&place).unwrap().write_all(b"!").unwrap();
    assert_ne!(stamp.what.now(), stamp.was);
    let mut bytes = Vec::new();
    super::Held::hold(&stamp, &mut bytes);
    assert_eq!(read_all(&bytes), Some(stamp));
    assert_eq!(read_all::<super::Stamp>(&bytes[1..]), None);
}

#[test]
fn what_is_not_there_is_not_there_as_long_as_it_has_not_come_whatever_else_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("go"), "").unwrap();
    let all = ["go", "node", "python", "nowhere/bin/go", "nowhere/bin/node"].map(|name| What::File(path(name)));
    let stamps: Vec<Stamp> = with_lacking(all.into()).into_iter().map(What::stamp).collect();
    assert_eq!(stamps.len(), 2, "what is there, and what is not: {stamps:?}");
    let mut bytes = Vec::new();
    stamps.hold(&mut bytes);
    assert_eq!(read_all::<Vec<Stamp>>(&bytes).as_ref(), Some(&stamps));
    let stand = || stamps.iter().all(Stamp::stands);
    assert!(stand());
    fs::write(path("other"), "").unwrap();
    assert!(stand());
    fs::create_dir(path("nowhere")).unwrap();
    assert!(!stand());
    fs::remove_dir(path("nowhere")).unwrap();
    assert!(stand());
    fs::write(path("node"), "").unwrap();
    assert!(!stand());
}

#[test]
fn when_a_value_came_is_told_of_old_ones_and_new_ones() {
    let (_folder, place) = place();
    put(&place, names(3));
    let cache = Cache::open(&place).unwrap();
    let told = |cache: &Cache, name: &str| {
        let since = cache.since(&key(name));
        assert_eq!(since, cache.get(&key(name)).map(|found| found.since));
        since.is_some()
    };
    assert!(told(&cache, "2") && !told(&cache, "3"));
    cache.verify().unwrap();
    let cache = Cache::open(&place).unwrap();
    cache.put(key("3"), Vec::new());
    assert!(told(&cache, "2") && told(&cache, "3") && !told(&cache, "4"));
}

#[test]
fn what_stands_on_two_things_stands_as_long_as_the_one_that_ends_first() {
    let day = std::time::Duration::from_secs(24 * 60 * 60);
    let (old, new) = (Standing { since: 1, ..Standing::now() }, Standing::now().lasting(day));
    let both = old.clone().and(new.clone());
    assert_eq!((both.since, both.until), (1, new.until));
    assert_eq!(both.until.map(|until| until - new.since), Some(day.as_secs()));
    assert_eq!(old.clone().and(old.clone()), old);
}
