//! SQL, in the dialects that notes use; known by its shape alone.

mod complete;

use super::{
    Language, Role,
    clues::{Clue, clue},
    completion::Completer,
};

/// SQL, in the dialects that notes use; known by its shape alone.
pub(super) struct Sql;

impl Language for Sql {
    fn name(&self) -> &'static str {
        "sql"
    }

    fn labels(&self) -> &'static [&'static str] {
        &[
            "sql",
            "mysql",
            "postgresql",
            "postgres",
            "pgsql",
            "psql",
            "sqlite",
            "sqlite3",
            "plsql",
            "plpgsql",
            "tsql",
            "mariadb",
        ]
    }

    fn topics(&self) -> &'static [&'static str] {
        &["MySQL", "PostgreSQL", "SQLite"]
    }

    fn role(&self) -> Role {
        Role::Program
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        None
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["--"]
    }

    fn asks(&self) -> Option<&'static str> {
        Some(ASKS)
    }

    fn completer(&self) -> Option<&'static dyn Completer> {
        Some(&complete::SqlCompleter)
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[CLUES]
    }
}

const CLUES: &[Clue] = &[
    clue(
        r"(?x)^\s*\(?(SELECT|INSERT\ (INTO|IGNORE|OVERWRITE)|REPLACE\ INTO|UPDATE\ \S+(\ \w+)?\ SET
            | DELETE\ FROM|MERGE\ INTO|TRUNCATE|WITH\ \w+\ AS)\b",
        5.0,
        "a statement in capitals",
    ),
    clue(
        r"(?i)^\s*\(?select\s+(distinct\s|\*|\w[\w.]*\(|[\w.`]+(\s+as\s+\w+)?\s*(,|$|\s+from\b)|@@|top\s|\d)",
        3.5,
        "`SELECT …`",
    ),
    clue(r"(?i)\bselect\b.*\bfrom\s+[\w.`\x22(]+", 3.5, "`SELECT … FROM`"),
    clue(
        r"(?xi)^\s*(create|alter|drop)\s+(or\ replace\s+|temporary\s+|temp\s+|unique\s+|external\s+|materialized\s+
            | algorithm\S+\s+|fulltext\s+)*(table|database|schema|index|view|user|role|function|procedure
            | trigger|sequence|type|extension|event|tablespace)\b",
        5.0,
        "`CREATE TABLE` and its like",
    ),
    clue(r"(?i)^\s*(insert into|delete from|replace into)\s+[\w.`\x22]+", 4.5, "`INSERT INTO` and its like"),
    clue(r"(?i)^\s*update\s+[\w.`]+(\s+\w+)?\s+set\b", 4.5, "`UPDATE … SET`"),
    clue(r"(?i)^\s*set\s+[\w.]+\s*=\s*[^=;]+(,|where|;)?$", 0.6, "`SET … =`"),
    clue(
        r"(?x)^\s*(FROM|WHERE|GROUP\ BY|ORDER\ BY|HAVING|LIMIT|VALUES|SET|AND|OR|ON|UNION(\ ALL)?|(LEFT\ 
            | RIGHT\ |INNER\ |FULL\ |CROSS\ |OUTER\ )*JOIN|EXPLAIN|COMMIT|BEGIN|ROLLBACK|GRANT|REVOKE
            | SHOW|DESC|DESCRIBE|PRAGMA|ANALYZE|DECLARE|CALL|LOCK\ TABLES?|FLUSH|START\ TRANSACTION
            | SAVEPOINT|DELIMITER|RETURNING|CASE$|WHEN\ .*\ THEN|PARTITION\ BY)\b",
        2.2,
        "a clause in capitals",
    ),
    clue(
        r"(?xi)^\s*(where|group\ by|order\ by|having|(left\ |right\ |inner\ |full\ |cross\ |outer\ )+join
            | union(\ all)?|limit\ \d)\b",
        2.2,
        "a clause of a query",
    ),
    clue(r"(?i)^\s*(begin|commit|rollback|start transaction|end)\s*;", 3.0, "a transaction"),
    clue(
        r"(?xi)^\s*(show|explain|describe|desc|use|grant|revoke|flush|kill|lock|unlock|analyze|optimize
            | load\ data|call)\s+[\w*.`]+.*;\s*$",
        3.0,
        "a command of a database",
    ),
    clue(
        r"(?xi)^\s*show\s+(full\s+|global\s+|session\s+)*(tables|databases|columns|index|create|variables
            | status|processlist|grants|engine|master|slave|binary|engines|profiles?)\b",
        4.5,
        "`SHOW …`",
    ),
    clue(
        r"(?xi)\b(varchar|bigint|tinyint|smallint|integer|datetime|timestamp|decimal|numeric|nvarchar
            | varbinary|longtext|serial|jsonb|int)\s*(\(\d+(,\s*\d+)?\))?\s+(not\ null|null|default
            | primary|unsigned|auto_increment|unique|references|comment|character|collate|check)\b",
        4.0,
        "a column with its type",
    ),
    clue(
        r"(?xi)^\s*[`\x22\[]?\w+[`\x22\]]?\s+(varchar|char|int|bigint|tinyint|smallint|integer|datetime
            | timestamp|date|decimal|numeric|text|blob|boolean|serial)\b\s*(\(\d+(,\s*\d+)?\))?[^;{}()=]*,?\s*$",
        1.6,
        "a column",
    ),
    clue(
        r"(?xi)\b(primary\ key|foreign\ key|not\ null|auto_increment|engine\s*=\s*\w+|default\ charset
            | references\ \w+\s*\(|on\ (delete|update)\ cascade|unique\ (key|index)|using\ btree|if\ (not\ )?exists)\b",
        2.8,
        "a constraint of a table",
    ),
    clue(
        r"(?xi)\b(inner|left|right|full|cross)(\ outer)?\ join\b|\bgroup\ by\b|\border\ by\b|\binsert\ into\b
            | \bis\ not\ null\b|\bunion\ all\b|\bover\s*\((partition|order)",
        2.8,
        "`JOIN`, `GROUP BY` and their like",
    ),
    clue(
        r"(?x)\b(COUNT|SUM|AVG|MAX|MIN|CONCAT|COALESCE|NOW|DATE_FORMAT|IFNULL|ROUND|CAST|SUBSTRING|ROW_NUMBER
            | RANK|GROUP_CONCAT|DATEDIFF|STR_TO_DATE|JSON_EXTRACT|UPPER|LOWER|LENGTH)\(",
        1.8,
        "a function of SQL",
    ),
    clue(r"^\s*(mysql|postgres[=#-]+|sqlite|MariaDB \[.*\]|\w+=[#>]|SQL)>\s", 5.0, "a prompt of a database"),
    clue(r"^\s*-- ", 1.6, "a comment `--`"),
    clue(r"\s-- .*$", 1.0, "a comment `--` behind a statement"),
    clue(r";\s*(--.*)?$", 0.3, "a semicolon at the end"),
    clue(
        r"(?i)\b(like|in|between|and|or|where)\b\s*\(?'|\w\s*(=|<>|!=|>=|<=)\s*'[^']*'",
        0.9,
        "a comparison with a text in single quotes",
    ),
    clue(
        r"(?xi)^\s*(add|drop|modify|change|rename)\ (unique\ |fulltext\ )*(index|column|constraint|key
            | primary|table)\b",
        4.0,
        "a table is altered",
    ),
];

// What a statement asks of its machine and of the moment.
const ASKS: &str = r"(?x)(?i)(?:
    \b(?:date|time|datetime|julianday|unixepoch|strftime)\s*\((?:[^)]*'now'|\s*\))
    | \b(?:current_(?:date|time|timestamp|user)|localtimestamp|session_user|sysdate)\b | @@\w
    | \b(?:connection_id|cur(?:date|time)|gen_random_uuid|getdate|newid|now|rand(?:om|omblob)?|sqlite_(?:source_id|version)
        | user|uuid|version)\s*\(
)";
