//! Reports, chains and plans as JSON and the like.
//!
//! The guide documents the shape; it is kept apart from the types, so that they can change.

use crate::{
    chain::Chain,
    charset::Charset,
    fidelity::Fidelity,
    finding::{Finding, RunnerUp},
    misreading::Misreading,
    plan::Plan,
    report::Report,
};
use ::serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};
use alloc::{string::String, vec::Vec};
use core::{fmt, marker::PhantomData, str::FromStr};

/// The version of the shape of a report.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportShape {
    version: u32,
    findings: Vec<Finding>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    undecided: Vec<Finding>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingShape {
    start: usize,
    end: usize,
    garbled: String,
    repaired: String,
    chain: Chain,
    confidence: f32,
    inferred: u32,
    unknown: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    runners_up: Vec<RunnerUpShape>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RunnerUpShape {
    repaired: String,
    chain: Chain,
    confidence: f32,
}

/// As the object that the [guide](crate::guide#reports-as-json) documents.
///
/// ```
/// let report = ungarble::analyze("cafÃ©");
/// let json = serde_json::to_string(&report)?;
/// assert!(json.starts_with(r#"{"version":1,"findings":[{"start":3,"end":7,"garbled":"Ã©","repaired":"é""#));
/// assert_eq!(serde_json::from_str::<ungarble::Report>(&json)?, report);
/// # Ok::<(), serde_json::Error>(())
/// ```
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shape =
            ReportShape { version: VERSION, findings: self.findings.clone(), undecided: self.undecided.clone() };
        shape.serialize(serializer)
    }
}

/// From the same; an object of another version is refused.
impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let shape = ReportShape::deserialize(deserializer)?;
        if shape.version != VERSION {
            return Err(D::Error::custom(format_args!(
                "a report of version {}, but this ungarble reads version {VERSION}: make it again",
                shape.version
            )));
        }
        Ok(Self { findings: shape.findings, undecided: shape.undecided })
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let runner_up = |rival: &RunnerUp| RunnerUpShape {
            repaired: rival.repaired.clone(),
            chain: rival.chain.clone(),
            confidence: rival.confidence,
        };
        let shape = FindingShape {
            start: self.range.start,
            end: self.range.end,
            garbled: self.garbled.clone(),
            repaired: self.repaired.clone(),
            chain: self.chain.clone(),
            confidence: self.confidence,
            inferred: self.fidelity.inferred_characters(),
            unknown: self.fidelity.unknown_characters(),
            runners_up: self.runners_up.iter().map(runner_up).collect(),
        };
        shape.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Finding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let shape = FindingShape::deserialize(deserializer)?;
        let rivals = shape.runners_up.into_iter();
        let rivals =
            rivals.map(|RunnerUpShape { repaired, chain, confidence }| RunnerUp { repaired, chain, confidence });
        Ok(Self {
            range: shape.start..shape.end,
            garbled: shape.garbled,
            repaired: shape.repaired,
            chain: shape.chain,
            confidence: shape.confidence,
            fidelity: Fidelity::inferred(shape.inferred).and(Fidelity::unknown(shape.unknown)),
            runners_up: rivals.collect(),
        })
    }
}

/// Reads what is written as a string.
struct Parsed<T>(PhantomData<T>);

impl<T: FromStr<Err = crate::Error>> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string such as \"windows-1252\" or \"utf-8 read as windows-1252\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

macro_rules! as_strings {
    ($($name:ident),*) => { $(
        /// As its `Display` writes it.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        /// As its `FromStr` reads it.
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Parsed(PhantomData))
            }
        }
    )* };
}

as_strings!(Chain, Charset, Misreading, Plan);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_come_back() {
        let repairer = crate::Repairer::new(crate::Options::new().runners_up(2));
        let report = repairer.analyze("It鈥檚 a cafÃ©, â€œhe saidâ€\ncampańa");
        assert_eq!(report.undecided().len(), 1);
        let json = serde_json::to_string(&report).unwrap();
        assert!(json.starts_with(r#"{"version":1,"findings":[{"start":2,"end":8,"garbled":"鈥檚","repaired":"’s","#));
        assert!(json.contains(r#""chain":"utf-8 read as gb18030","#), "{json}");
        assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
        let later = json.replacen(":1", ":2", 1);
        let error = serde_json::from_str::<Report>(&later).unwrap_err().to_string();
        assert!(error.contains("version 2") && error.contains("make it again"), "{error}");
    }

    #[test]
    fn the_shape_is_as_documented() {
        let json = include_str!("guide.md").split("```").find_map(|block| block.strip_prefix("json")).unwrap();
        let report: Report = serde_json::from_str(json).unwrap();
        assert_eq!(report.apply("cafÃ©").unwrap(), "café");
        let written: serde_json::Value = serde_json::to_value(&report).unwrap();
        let fields = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let documented: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(fields(&written["findings"][0]), fields(&documented["findings"][0]));
        assert_eq!(fields(&written), fields(&documented));
    }

    #[test]
    fn plans_are_strings() {
        let plan: Plan = serde_json::from_str("\"utf-8 read as ibm437\"").unwrap();
        assert_eq!(serde_json::to_string(&plan).unwrap(), "\"utf-8 read as ibm437\"");
        assert!(serde_json::from_str::<Plan>("\"utf-9\"").is_err());
    }
}
