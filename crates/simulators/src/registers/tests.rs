//! The simulated registers answer as their mood says, and give numbers nobody has.

use super::{Mood, NoAnswer, Registers};
use crate::samples::SampleProvince;

const LAN: &str = "999193110245";

fn registers() -> Registers {
    Registers::of(&SampleProvince::load().unwrap()).unwrap()
}

#[tokio::test]
async fn moods() {
    let registers = registers();
    let name = |found: Result<Option<super::Record>, NoAnswer>| {
        found.map(|record| record.and_then(|record| record.get("name").cloned()))
    };
    assert_eq!(name(registers.record("population", LAN).await), Ok(Some("Nguyễn Thị Lan".to_owned())));
    assert_eq!(name(registers.record("population", "999000000001").await), Ok(None));
    for (mood, expected) in [
        (Mood::Down, Err(NoAnswer)),
        (Mood::Wrong, Ok(Some("Người Khác Mẫu".to_owned()))),
        (Mood::Partial, Ok(None)),
        (Mood::Well, Ok(Some("Nguyễn Thị Lan".to_owned()))),
    ] {
        registers.set("population", mood);
        assert_eq!(name(registers.record("population", LAN).await), expected, "{mood:?}");
    }
    registers.set("population", Mood::Slow);
    let asked = registers.record("population", LAN);
    assert!(
        tokio::time::timeout(std::time::Duration::from_millis(5), asked).await.is_err(),
        "slower than anybody waits"
    );
    let status = registers.record("civil-status", LAN).await.unwrap().unwrap();
    assert_eq!(status["marital_status"], "married");
}

#[tokio::test]
async fn a_number_is_the_samples_own_and_the_same_for_the_same_purpose() {
    let registers = registers();
    let about =
        |sex: &str| [("birth", "2026-02-20"), ("sex", sex)].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
    let girl = registers.allocate("dossier-1", &about("female")).await.unwrap().unwrap();
    assert!(girl.starts_with("999326") && girl.len() == 12, "{girl}");
    assert_eq!(registers.allocate("dossier-1", &about("female")).await.unwrap(), Some(girl.clone()));
    assert_ne!(registers.allocate("dossier-2", &about("female")).await.unwrap(), Some(girl));
    let boy = registers.allocate("dossier-3", &about("male")).await.unwrap().unwrap();
    assert!(boy.starts_with("999226"), "{boy}");
    registers.set("population", Mood::Down);
    assert_eq!(registers.allocate("dossier-1", &about("male")).await, Err(NoAnswer));
}
