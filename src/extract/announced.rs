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
        if !is_loose(states[order]) || !announces(&lines[full[order - 1]]) {
            continue;
        }
        let joins = |at: &usize| full[*at] - full[order] == at - order && is_loose(states[*at]);
        let end = (order..full.len()).take_while(joins).last().map_or(order, |last| last + 1);
        let paragraph = &full[order..end];
        if paragraph.len() <= LONGEST && paragraph.iter().all(|index| is_plain_value(&lines[*index])) {
            states[order..end].fill(State::Output);
        }
    }
}

/// Whether what the smoothing took a line for is what it takes words without marks for.
const fn is_loose(state: State) -> bool {
    matches!(state, State::Prose | State::Shell)
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
