//! The words of the product: `words/{vi,en}/*.ftl`, embedded, asked for by key.
//!
//! A key without a sentence shows itself on the page and fails a test. Codes are keys with dots as dashes, see `sentence.rs`.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::Lang;
use crate::laid::{LaidByKey, lay_out};

#[derive(RustEmbed)]
#[folder = "words"]
struct Files;

static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

/// The words this programme was built with.
#[must_use]
pub fn words() -> &'static Words {
    &WORDS
}

/// The sentence under a key.
#[must_use]
pub fn t(lang: Lang, key: &str) -> String {
    t_args(lang, key, &[])
}

/// The sentence under a key, with the values it names.
#[must_use]
pub fn t_args(lang: Lang, key: &str, args: &[(&str, &dyn Arg)]) -> String {
    if let Some(said) = words().of(lang).laid.get(key).and_then(|laid| laid.say(args)) {
        return said;
    }
    let mut values = FluentArgs::new();
    for (name, value) in args {
        values.set((*name).to_owned(), value.value());
    }
    words().say(lang, key, &values)
}

/// "Giá trị trong câu": what a sentence may name. Whole numbers choose plurals; everything else is text.
pub trait Arg {
    /// The value as the sentences take it.
    fn value(&self) -> FluentValue<'static>;

    /// The value as it is written.
    fn text(&self) -> Cow<'_, str>;
}

impl Arg for str {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Arg for String {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone())
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

macro_rules! numbers {
    ($($number:ty),*) => { $(
        impl Arg for $number {
            fn value(&self) -> FluentValue<'static> {
                FluentValue::from(*self)
            }

            fn text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )* };
}

numbers!(i64, u32, u64, usize);

impl<T: Arg + ?Sized> Arg for &T {
    fn value(&self) -> FluentValue<'static> {
        (**self).value()
    }

    fn text(&self) -> Cow<'_, str> {
        (**self).text()
    }
}

/// "Bộ câu chữ": every sentence in both languages.
pub struct Words {
    vi: Tongue,
    en: Tongue,
    problems: Vec<String>,
}

/// One language: every sentence, and those laid out beforehand.
struct Tongue {
    bundle: FluentBundle<FluentResource>,
    laid: LaidByKey,
}

impl Words {
    fn load() -> Self {
        let mut problems = Vec::new();
        let vi = tongue(Lang::Vi, &mut problems);
        let en = tongue(Lang::En, &mut problems);
        Self { vi, en, problems }
    }

    /// What is wrong with the files: unreadable lines, keys written twice. A test demands none.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// Whether a sentence stands under this key.
    #[must_use]
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.of(lang).bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    fn of(&self, lang: Lang) -> &Tongue {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }

    /// The sentence, or the key itself where there is none.
    pub(crate) fn say(&self, lang: Lang, key: &str, args: &FluentArgs<'_>) -> String {
        let bundle = &self.of(lang).bundle;
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    }
}

fn tongue(lang: Lang, problems: &mut Vec<String>) -> Tongue {
    let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks would stand in the middle of names and numbers that people copy.
    bundle.set_use_isolating(false);
    let mut laid = LaidByKey::default();
    let folder = format!("{}/", lang.tag());
    for path in Files::iter().filter(|path| path.starts_with(&folder)) {
        let source = Files::get(&path).map(|file| String::from_utf8_lossy(&file.data).into_owned());
        let resource =
            FluentResource::try_new(source.unwrap_or_default()).unwrap_or_else(|(whole, errors)| {
                problems.extend(errors.iter().map(|error| format!("{path}: {error}")));
                whole
            });
        lay_out(&resource, &mut laid);
        if let Err(errors) = bundle.add_resource(resource) {
            problems.extend(errors.iter().map(|error| format!("{path}: {error}")));
        }
    }
    Tongue { bundle, laid }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_laid_out_is_what_fluent_says() {
        for lang in Lang::ALL {
            let laid = &words().of(lang).laid;
            assert!(laid.len() > 500, "most sentences choose nothing");
            let (count, other): (&dyn Arg, &dyn Arg) = (&7_i64, &"Tết");
            for (key, sentence) in laid {
                let value = |name| (name, if name == "count" { count } else { other });
                let given: Vec<(&str, &dyn Arg)> = sentence.values().map(value).collect();
                let mut values = FluentArgs::new();
                for (name, value) in &given {
                    values.set((*name).to_owned(), value.value());
                }
                assert_eq!(sentence.say(&given), Some(words().say(lang, key, &values)), "{key}");
            }
        }
    }

    #[test]
    fn a_value_that_is_missing_shows_its_name() {
        assert_eq!(
            t(Lang::Vi, "format-instant"),
            words().say(Lang::Vi, "format-instant", &FluentArgs::new())
        );
    }
}
