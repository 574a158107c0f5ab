//! XML.

use super::{
    Language, Role,
    clues::{Clue, clue},
};

/// XML.
pub(super) struct Xml;

impl Language for Xml {
    fn name(&self) -> &'static str {
        "xml"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["xml", "xsd", "xsl", "xslt", "svg", "pom", "wsdl", "plist", "rss"]
    }

    fn role(&self) -> Role {
        Role::Data
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_xml::LANGUAGE_XML.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &[]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[super::markup::CLUES, CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &["XMLDecl", "PI", "CDSect"]
    }
}

const CLUES: &[Clue] = &[
    clue(r"<\?xml\b", 6.5, "`<?xml …?>`"),
    clue(r"\bxmlns(:\w+)?=", 4.5, "a namespace"),
    clue(
        r"(?x)</?(dependency|dependencies|groupId|artifactId|version|scope|project|plugins?|modules?
            | properties|property|beans?|configuration|parent|packaging|modelVersion|build|resources?
            | string|item|key|entry|servlet|filter|mapper|include|constructor-arg|settings|mirror
            | repository|profile|manifest|activity|application|root|appender|logger|note|book|element)(\s[^<>]*)?/?>",
        2.6,
        "an element of well-known XML",
    ),
    clue(r"</?[a-z]+[A-Z]\w*(\s[^<>]*)?/?>", 1.8, "an element in camel case"),
    clue(r"</?[\w-]+:[\w-]+(\s[^<>]*)?/?>", 2.2, "an element with a prefix"),
    clue(r"</?[\w-]+(\.[\w-]+)+(\s[^<>]*)?/?>", 2.0, "an element with a dotted name"),
    clue(r"^\s*<(\w+)>[^<>]*</\w+>\s*$", 0.8, "a value between tags"),
    clue(r"<!\[CDATA\[|<!(ELEMENT|ATTLIST|ENTITY)\b", 4.0, "a declaration of XML"),
    clue(r"^\s*<\w[^<>]*/>\s*$", 0.5, "an element that is closed at once"),
    clue(r"^\s*</?[a-zA-Z][\w:.-]*(\s[^<>]*)?/?>", 2.0, "a tag begins the line"),
    clue(
        r"(?x)\s(android:\w+|ref|bean|resultType|parameterType|resultMap|init-method|base-package|encoding
            | standalone|targetNamespace|maxOccurs|minOccurs)=\x22",
        2.5,
        "an attribute of well-known XML",
    ),
    clue(r"=\x22[a-z]+(\.[a-z]\w*){2,}(\.[A-Z]\w*)?\x22", 2.0, "a class of Java in an attribute"),
];
