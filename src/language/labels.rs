//! The closed label sets of the English model: Penn tags, universal parts of speech, dependency labels and names.
//!
//! Each is a plain enum whose text form is exactly the model's own. What a label means for news is left to others.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A text that is no label of the set it was read for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{text}” is not a {set}")]
pub struct UnknownLabel {
    set: &'static str,
    text: String,
}

macro_rules! label_set {
    ($(#[$meta:meta])* $name:ident, $what:literal, $( $variant:ident = $text:literal, )+) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $( #[doc = concat!("The label “", $text, "”.")] $variant, )+
        }

        impl $name {
            /// Every label of the set, in the order of declaration.
            pub const ALL: &'static [$name] = &[$( $name::$variant, )+];

            /// The model's own text for the label.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( $name::$variant => $text, )+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownLabel;

            fn from_str(text: &str) -> Result<Self, UnknownLabel> {
                match text {
                    $( $text => Ok($name::$variant), )+
                    _ => Err(UnknownLabel { set: $what, text: text.to_owned() }),
                }
            }
        }
    };
}

label_set! {
    /// Penn Treebank tag, fine-grained.
    Tag, "tag",
    Dollar = "$",
    ClosingQuote = "''",
    Comma = ",",
    LeftBracket = "-LRB-",
    RightBracket = "-RRB-",
    Period = ".",
    Colon = ":",
    Add = "ADD",
    Afx = "AFX",
    Cc = "CC",
    Cd = "CD",
    Dt = "DT",
    Ex = "EX",
    Fw = "FW",
    Hyph = "HYPH",
    In = "IN",
    Jj = "JJ",
    Jjr = "JJR",
    Jjs = "JJS",
    Ls = "LS",
    Md = "MD",
    Nfp = "NFP",
    Nn = "NN",
    Nnp = "NNP",
    Nnps = "NNPS",
    Nns = "NNS",
    Pdt = "PDT",
    Pos = "POS",
    Prp = "PRP",
    PrpPossessive = "PRP$",
    Rb = "RB",
    Rbr = "RBR",
    Rbs = "RBS",
    Rp = "RP",
    Sym = "SYM",
    To = "TO",
    Uh = "UH",
    Vb = "VB",
    Vbd = "VBD",
    Vbg = "VBG",
    Vbn = "VBN",
    Vbp = "VBP",
    Vbz = "VBZ",
    Wdt = "WDT",
    Wp = "WP",
    WpPossessive = "WP$",
    Wrb = "WRB",
    Xx = "XX",
    Space = "_SP",
    OpeningQuote = "``",
}

label_set! {
    /// Universal part of speech, plus `SPACE` for tokens of white space.
    Pos, "part of speech",
    Adj = "ADJ",
    Adp = "ADP",
    Adv = "ADV",
    Aux = "AUX",
    Cconj = "CCONJ",
    Det = "DET",
    Intj = "INTJ",
    Noun = "NOUN",
    Num = "NUM",
    Part = "PART",
    Pron = "PRON",
    Propn = "PROPN",
    Punct = "PUNCT",
    Sconj = "SCONJ",
    Sym = "SYM",
    Verb = "VERB",
    X = "X",
    Space = "SPACE",
}

label_set! {
    /// Label of the arc from a token to its head.
    Dep, "dependency label",
    Root = "ROOT",
    Acl = "acl",
    Acomp = "acomp",
    Advcl = "advcl",
    Advmod = "advmod",
    Agent = "agent",
    Amod = "amod",
    Appos = "appos",
    Attr = "attr",
    Aux = "aux",
    AuxPass = "auxpass",
    Case = "case",
    Cc = "cc",
    Ccomp = "ccomp",
    Compound = "compound",
    Conj = "conj",
    Csubj = "csubj",
    CsubjPass = "csubjpass",
    Dative = "dative",
    Dep = "dep",
    Det = "det",
    Dobj = "dobj",
    Expl = "expl",
    Intj = "intj",
    Mark = "mark",
    Meta = "meta",
    Neg = "neg",
    Nmod = "nmod",
    Npadvmod = "npadvmod",
    Nsubj = "nsubj",
    NsubjPass = "nsubjpass",
    Nummod = "nummod",
    Oprd = "oprd",
    Parataxis = "parataxis",
    Pcomp = "pcomp",
    Pobj = "pobj",
    Poss = "poss",
    Preconj = "preconj",
    Predet = "predet",
    Prep = "prep",
    Prt = "prt",
    Punct = "punct",
    Quantmod = "quantmod",
    Relcl = "relcl",
    Xcomp = "xcomp",
}

label_set! {
    /// Kind of a name, number or time.
    EntityLabel, "name label",
    Cardinal = "CARDINAL",
    Date = "DATE",
    Event = "EVENT",
    Fac = "FAC",
    Gpe = "GPE",
    Language = "LANGUAGE",
    Law = "LAW",
    Loc = "LOC",
    Money = "MONEY",
    Norp = "NORP",
    Ordinal = "ORDINAL",
    Org = "ORG",
    Percent = "PERCENT",
    Person = "PERSON",
    Product = "PRODUCT",
    Quantity = "QUANTITY",
    Time = "TIME",
    WorkOfArt = "WORK_OF_ART",
}

/// Morphological features, as the model writes them (`Number=Sing|Person=3`); empty when there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Morph(pub(super) &'static str);

impl Morph {
    /// The features as one text, sorted by name and joined by `|`.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The value of one feature, as in `get("Tense") == Some("Past")`.
    pub fn get(self, feature: &str) -> Option<&'static str> {
        self.0
            .split('|')
            .filter_map(|pair| pair.split_once('='))
            .find(|(name, _)| *name == feature)
            .map(|(_, value)| value)
    }

    /// Whether the feature is there with this value.
    pub fn is(self, feature: &str, value: &str) -> bool {
        self.get(feature) == Some(value)
    }
}

impl fmt::Display for Morph {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_back_what_they_write() {
        for &tag in Tag::ALL {
            assert_eq!(tag.as_str().parse(), Ok(tag));
        }
        for &dep in Dep::ALL {
            assert_eq!(dep.as_str().parse(), Ok(dep));
        }
        assert_eq!("NORP".parse(), Ok(EntityLabel::Norp));
        assert_eq!(format!("{:>6}", Pos::Adj), "   ADJ");
    }

    #[test]
    fn unknown_label_is_named() {
        let error = "NOUNS".parse::<Pos>().unwrap_err();
        assert_eq!(error.to_string(), "“NOUNS” is not a part of speech");
    }

    #[test]
    fn morph_features_are_found_by_whole_name() {
        let morph = Morph("Number=Sing|Person=3|VerbForm=Fin");
        assert_eq!(morph.get("Person"), Some("3"));
        assert_eq!(morph.get("Form"), None);
        assert!(morph.is("VerbForm", "Fin"));
    }
}
