//! Formats against their schemas.

use recant::report::{self, Shape};
use serde_json::{Value, json};
use uppsala::{XsdValidator, parse};

use super::Sample;

fn samples() -> [Sample; 2] {
    [Sample::guide(), Sample::hostile()]
}

/// What the schema of Jenkins finds wrong with a text.
fn faults_of_junit(xml: &str) -> Vec<String> {
    let schema = std::fs::read_to_string("tests/report/schemas/junit-10.xsd").unwrap();
    let validator = XsdValidator::from_schema(&parse(&schema).unwrap()).unwrap();
    validator.validate(&parse(xml).unwrap()).iter().map(ToString::to_string).collect()
}

fn faults(schema: &Value, instance: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    let faults = validator.iter_errors(instance);
    faults.map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

/// The schema with every object closed: then whatever it does not name is a fault.
fn closed(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.contains_key("properties") {
                map.insert("additionalProperties".into(), json!(false));
            }
            map.values_mut().for_each(closed);
        }
        Value::Array(list) => list.iter_mut().for_each(closed),
        _ => {}
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn junit_is_valid_by_the_schema_of_jenkins() {
    for sample in samples() {
        assert_eq!(faults_of_junit(&report::junit(&sample.report)), [""; 0]);
    }
    let wrong = report::junit(&samples()[0].report).replace("<failure ", "<defeat ").replace("</failure>", "</defeat>");
    assert_ne!(faults_of_junit(&wrong), [""; 0]);
}

#[test]
fn sarif_is_valid_by_its_schema() {
    let schema = std::fs::read_to_string("tests/report/schemas/sarif-2.1.0.json").unwrap();
    // A bracket too many makes its pattern for languages no pattern.
    let schema = parsed(&schema.replace("{2}]?$", "{2}$"));
    for sample in samples() {
        assert_eq!(faults(&schema, &parsed(&report::sarif(&sample.report))), [""; 0]);
    }
    let mut wrong = parsed(&report::sarif(&samples()[0].report));
    wrong["runs"][0]["results"][0]["level"] = json!("dreadful");
    assert_ne!(faults(&schema, &wrong), [""; 0]);
}

#[test]
fn json_is_valid_by_the_schema_that_we_publish_and_has_nothing_that_it_does_not_name() {
    let mut schema = parsed(&report::schema(Shape::Json));
    closed(&mut schema);
    for sample in samples() {
        let report = parsed(&report::json(&sample.report));
        assert_eq!(faults(&schema, &report), [""; 0]);
        let mut wrong = report.clone();
        wrong["snippets"][0]["verdict"] = json!("perhaps");
        assert_ne!(faults(&schema, &wrong), [""; 0]);
        let mut unnamed = report;
        unnamed["snippets"][0]["mood"] = json!("good");
        assert_ne!(faults(&schema, &unnamed), [""; 0]);
    }
}

#[test]
fn each_line_of_json_lines_is_valid_by_the_schema_that_we_publish() {
    let schema = parsed(&report::schema(Shape::JsonLines));
    for sample in samples() {
        let text = report::json_lines(&sample.report);
        let lines: Vec<_> = text.lines().map(parsed).collect();
        assert_eq!(lines.len(), sample.report.snippets.len() + sample.report.notices.len() + 2);
        for line in &lines {
            assert_eq!(faults(&schema, line), [""; 0]);
        }
        assert_ne!(faults(&schema, &json!({ "type": "rumour" })), [""; 0]);
    }
}

#[test]
fn a_fingerprint_stays_when_lines_move_and_outputs_change_and_no_two_results_share_one() {
    let fingerprints = |before: &str, prints: &str| {
        let note = format!("{before}{}", super::claims(2));
        let report = crate::check(&note, |_| Ok(crate::prints(prints)));
        let log = parsed(&report::sarif(&report));
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        results.iter().map(|result| result["partialFingerprints"].to_string()).collect::<Vec<_>>()
    };
    let first = fingerprints("", "3\n");
    assert!(first.len() > 1 && first[0] != first[1], "{first:?}");
    assert_eq!(first, fingerprints("# A heading\n\nMoved.\n\n", "4\n"));
}
