//! Output that a sentence announces: `It prints:`, `运行结果：`.

use super::lexis;
use super::lines::Line;
use super::prompt;
use super::smooth::State;

/// Words for what a program shows, in English and Chinese.
const SHOWN: [&str; 12] = [
    "output", "Output", "result", "Result", "prints", "printed", "returns", "displays", "输出", "结果", "打印", "显示",
];

/// A longer paragraph behind an announcement is read by its own features alone.
const LONGEST: usize = 40;

/// Makes output of the paragraphs behind announcements that the smoothing took for prose, or for
/// commands that are none.
///
/// `full` holds the indices of the lines that are not blank, `states` what each of them is.
pub(super) fn mark(lines: &[Line<'_>], full: &[usize], states: &mut [State]) {
    for order in 1..full.len() {
        let above = &lines[full[order - 1]];
        let heading = is_heading(above);
        if heading {
            // Among code, too, it is nothing but a word to the reader.
            states[order - 1] = State::Prose;
        }
        let fits = |state: State| heading || matches!(state, State::Prose | State::Shell);
        if !fits(states[order]) || !announces(above) {
            continue;
        }
        let joins = |at: &usize| full[*at] - full[order] == at - order && fits(states[*at]);
        let end = (order..full.len()).take_while(joins).last().map_or(order, |last| last + 1);
        let paragraph = &full[order..end];
        if paragraph.len() <= LONGEST && paragraph.iter().all(|index| is_plain_value(&lines[*index])) {
            states[order..end].fill(State::Output);
        }
    }
}

/// Whether the line says that output follows and nothing else: `Output:`.
fn is_heading(line: &Line<'_>) -> bool {
    line.indent == 0 && SHOWN.contains(&line.judged().trim_end_matches([':', '：'])) && announces(line)
}

/// Whether the nearest line above this one announces output.
pub(super) fn stands_above(lines: &[Line<'_>], index: usize) -> bool {
    lines[..index].iter().rev().find(|line| !line.is_blank()).is_some_and(announces)
}

fn announces(line: &Line<'_>) -> bool {
    let content = line.judged();
    content.len() == line.content.len()
        && content.ends_with([':', '：'])
        && SHOWN.iter().any(|word| content.contains(word))
}

/// Whether the line could have been printed, and reads neither as a sentence nor as an item or title.
fn is_plain_value(line: &Line<'_>) -> bool {
    let content = line.judged();
    let english = lexis::english(content);
    let is_marked = content.starts_with(['#', '•', '!', '|', '`']) || lexis::starts_with_number(content);
    let is_sentence =
        english.function > 1 || lexis::is_wide_sentence(content) || content.ends_with(['.', ':', '。', '：']);
    content.len() == line.content.len() && !is_marked && !is_sentence && !prompt::is_command_line(content)
}
