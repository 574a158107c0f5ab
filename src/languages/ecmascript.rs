//! What JavaScript and TypeScript have in common.

use super::clues::{Clue, clue};

pub(super) const CLUES: &[Clue] = &[
    clue(r"^\s*(export )?(const|let) [\w$]+( = |;|$|, )", 1.6, "`const …` or `let …`"),
    clue(r"^\s*(export )?(const|let) [\w$]+ = ", 0.8, "`const … =`"),
    clue(r"^\s*(var) [\w$]+( = |;|$|, )", 2.0, "`var …`"),
    clue(r"^\s*(const|let|var) [\[{].*[\]}] = ", 4.5, "a pattern takes a value apart"),
    clue(r"^\s*(export )?(default )?(async )?function\*?\s*[\w$]*\s*(<.*>)?\(", 3.0, "`function …(`"),
    clue(r"\bfunction\s*\*?\s*[\w$]*\(", 2.4, "`function (`"),
    clue(r"=>\s*(\{|\(|\[|[\w$'`\x22!.]+)", 1.8, "an arrow function"),
    clue(r"(\([^()]*\)|\b[\w$]+) => ", 1.6, "an arrow function"),
    clue(r"\bconsole\.(log|error|warn|info|table|dir|time\w*|assert)\(", 5.0, "`console.log`"),
    clue(
        r"\b(document|window|navigator|localStorage|sessionStorage|location|history)\.[a-zA-Z]\w+",
        3.0,
        "an object of the browser",
    ),
    clue(
        r"(?x)\b(Object|Array|Promise|JSON|Number|Symbol|Reflect|Math|Date|RegExp|Proxy|Intl|Buffer
            | process|module)\.(keys|values|entries|assign|create|freeze|defineProperty\w*|getOwnProperty\w*
            | getPrototypeOf|setPrototypeOf|is|isArray|from|of|resolve|reject|all|race|parse|stringify
            | isNaN|isInteger|parseInt|parseFloat|max|min|floor|random|now|UTC|prototype|exports|env
            | argv|nextTick|iterator)\b",
        3.0,
        "an object of JavaScript's library",
    ),
    clue(
        r"\.prototype\b|\bundefined\b|\btypeof \w|\binstanceof\b|\bNaN\b",
        2.0,
        "`undefined`, `typeof` and their like",
    ),
    clue(r"===|!==", 3.0, "`===`"),
    clue(r"`[^`]*\$\{[^}]*\}", 2.5, "a template `${…}`"),
    clue(
        r"(?x)^\s*import\ (\*\ as\ \w+|[\w$]+|(type\ )?\{.*)(,\ ?\{.*\})?(\ from)?\ ?['\x22{]|^\s*\}\ from\ ['\x22]
            | ^\s*import\ ['\x22]",
        4.5,
        "`import … from '…'`",
    ),
    clue(r"^\s*export (default|const|function|class|let|async|\{|\*)", 4.0, "`export …`"),
    clue(r"\brequire\(['\x22]", 4.0, "`require('…')`"),
    clue(r"\b(module\.exports|exports\.\w+)\s*=", 5.0, "`module.exports =`"),
    clue(
        r"(?x)\.(addEventListener|querySelector\w*|getElementBy\w+|getElementsBy\w+|createElement|appendChild
            | innerHTML|textContent|classList|setAttribute|getAttribute|preventDefault|forEach|map
            | filter|reduce|then|catch|push|splice|indexOf|join|includes|toString|slice|call|apply
            | bind|hasOwnProperty|toUpperCase|charAt|replace|split|concat|shift|sort|on)\(",
        1.2,
        "a method of JavaScript's library",
    ),
    clue(
        r"(?x)\.(addEventListener|querySelector\w*|getElementBy\w+|getElementsBy\w+|createElement|appendChild
            | preventDefault|then|forEach|hasOwnProperty)\(",
        1.8,
        "a method of the browser",
    ),
    clue(
        r"(?x)\b(setTimeout|setInterval|clearTimeout|fetch|alert|parseInt|parseFloat|isNaN|encodeURI\w*
            | requestAnimationFrame|queueMicrotask|addEventListener|require|structuredClone|eval)\(",
        1.8,
        "a function of JavaScript",
    ),
    clue(
        r"(?x)\bnew\ (Promise|Date|Map|Set|Array|Object|Error|RegExp|Proxy|WeakMap|Function|XMLHttpRequest
            | Worker|Blob|FormData|URL\w*|WebSocket|\w*Event|ArrayBuffer|\w+Array|DataView|MutationObserver
            | [A-Z]\w+)\(",
        0.9,
        "an object is created",
    ),
    clue(
        r"(?x)\bnew\ (Promise|Date|WeakMap|WeakSet|Function|XMLHttpRequest|Worker|Blob|FormData|URL\w*
            | WebSocket|\w*Event|ArrayBuffer|\w+Array|DataView|RegExp|Proxy)\(",
        2.0,
        "an object of JavaScript's library is created",
    ),
    clue(r"^\s*(static |async |get |set |\*|#)*[\w$]+\([^()]*\) \{\s*(//.*)?$", 0.6, "a method without a return type"),
    clue(r"^\s*class \w+( extends [\w.]+)? \{", 1.6, "`class … {`"),
    clue(r"^\s*[\w$]+: ([^;]*,|function.*|\{|\[|.* => .*)\s*(//.*)?$", 0.7, "a property of an object"),
    clue(
        r"(?x)^\s*[\w$'\x22.\[\]+*/()\ -]+;?\s*//\s*([\x22'\d\[{]|true|false|undefined|null|NaN|Infinity
            | (Type|Syntax|Reference|Range)Error)",
        1.8,
        "a comment tells a value",
    ),
    clue(r"\b(Type|Syntax|Reference|Range)Error\b", 0.9, "an error of JavaScript"),
    clue(r"^\s*['\x22]use strict['\x22]", 5.0, "`'use strict'`"),
    clue(r"\bawait \w|\basync (function|\()|\.\.\.[\w$\[]", 1.0, "`await`, or `...` spreads"),
    clue(r"\bthis\.[\w$]+", 0.9, "`this.`"),
    clue(r"^\s*(if|for|while|switch) ?\(", 0.4, "a condition in parentheses"),
    clue(r"^\s*(let|const|var) [\w$]+ (of|in) |for (await )?\((const|let|var) ", 3.5, "`for (let … of …)`"),
    clue(r"^\s*\}\)?(,|;)?\s*(['\x22\[].*)?\);?$|^\s*\}\)\(.*\);?$", 0.9, "a callback ends"),
    clue(
        r"(?x)\$\(['\x22.\#]|\bReact\b|\buse(State|Effect|Ref|Memo|Callback)\b|\bexpress\(|\bapp\.(get
            | use|post|listen)\(|\bres\.(send|json|end)\(",
        2.6,
        "a well-known library of JavaScript",
    ),
    clue(r"//\s*@ts-|//.*\.(js|ts|jsx|tsx|mjs)\s*$", 1.5, "a comment names a file of scripts"),
    clue(r"'[^']{2,}'.*[;{]\s*(//.*)?$", 1.5, "a text in single quotes and a semicolon"),
    clue(r"[=(,:]\s*\{\s*[\w$]+(: |, |\s*\})", 1.2, "an object literal"),
    clue(r"\bprocess\.\w|\bserver\.on\(|\bevent\.\w", 1.6, "an object of Node"),
    clue(r"^\s*[\w$]+(\.[\w$]+)*\.[a-z$][\w$]*\([^;{]*\);?(\s*//.*)?$", 0.5, "a method is called"),
    clue(r"^\s*[\w$]+(\.[\w$]+)+ = .*;", 0.4, "a property is set"),
    clue(r"(?i)^\s*</?(script|head|html|body|style|!doctype)\b", -6.0, "a page of HTML"),
];

// What a program asks of its machine.
pub(super) const ASKS: &str = r"(?x)\b(?:
    Date\(\s*\) | new\s+Date\b\s*(?:;|$) | Date\.now\( | getTimezoneOffset | resolvedOptions | toLocale\w*String\(\s*\)
    | process\.(?:arch|argv|cpuUsage|cwd|env|execPath|get[eu]?[gu]id|hrtime|memoryUsage|p?pid|platform|release
        | resourceUsage|title|uptime|versions?|(?:stdin|stdout|stderr)\.(?:columns|isTTY|rows))\b
    | os\b[\x22'`)]*\.(?:EOL|arch|availableParallelism|cpus|endianness|freemem|homedir|hostname|loadavg|machine
        | networkInterfaces|platform|release|tmpdir|totalmem|type|uptime|userInfo|version)\b
    | performance\.\w | navigator\.\w | __dirname | __filename | import\.meta\.(?:dirname|filename|url)
    | readdir | randomUUID
)";
