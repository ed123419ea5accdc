//! What is owed: by channel, by the answers, and by the day.

use catalogue::{Channel, fee_due};
use jiff::civil::date;
use kernel::Dong;

use super::{COPY, STAY, TODAY, catalogue, code, with};

#[test]
fn fees_follow_channel_answers_and_day() {
    let catalogue = catalogue();
    for (number, base, more, channel, expected) in [
        ("2.000635", COPY, ("copies", "1"), Channel::Online, Ok(8_000)),
        ("2.000635", COPY, ("copies", "3"), Channel::Counter, Ok(24_000)),
        ("2.000635", COPY, ("copies", "20"), Channel::Post, Ok(160_000)),
        ("2.000635", COPY, ("copies", ""), Channel::Post, Err("catalogue.no-fee-count")),
        ("1.004194", STAY, ("filing", "household"), Channel::Counter, Ok(15_000)),
        ("1.004194", STAY, ("filing", "household"), Channel::Online, Ok(7_000)),
        ("1.004194", STAY, ("fee_exemption", "merit"), Channel::Online, Ok(0)),
        ("1.004194", STAY, ("filing", "household"), Channel::Post, Err("catalogue.channel-closed")),
    ] {
        let compiled = catalogue.in_force(&code(number), TODAY).unwrap();
        let answers = compiled.form().normalise(&with(base, &[more])).unwrap();
        let due = fee_due(compiled, channel, &compiled.form().read(&answers), TODAY);
        let due = due.as_ref().map(|due| due.total.0).map_err(catalogue::CatalogueRefusal::code);
        assert_eq!(due, expected, "{number} {more:?} {channel:?}");
    }
    let compiled = catalogue.in_force(&code("1.004194"), TODAY).unwrap();
    let answers =
        compiled.form().normalise(&with(STAY, &[("filing", "list"), ("list_people", "12")])).unwrap();
    assert_eq!(
        fee_due(compiled, Channel::Online, &compiled.form().read(&answers), TODAY).unwrap().total,
        Dong(60_000)
    );
    assert_eq!(
        fee_due(compiled, Channel::Counter, &compiled.form().read(&answers), TODAY).unwrap().total,
        Dong(120_000)
    );
    let early = fee_due(compiled, Channel::Online, &compiled.form().read(&answers), date(2024, 1, 1));
    assert_eq!(early.unwrap_err().code(), "catalogue.no-price");
}

/// What was typed before the question went away is counted by nobody.
#[test]
fn an_answer_that_does_not_show_is_not_read() {
    let catalogue = catalogue();
    let form = catalogue.in_force(&code("1.004194"), TODAY).unwrap().form();
    for (filing, expected) in [("list", Some(12)), ("household", None)] {
        let answers = form.normalise(&with(STAY, &[("filing", filing), ("list_people", "12")])).unwrap();
        assert_eq!(answers.number("list_people"), Some(12));
        let reading = form.read(&answers);
        assert_eq!(reading.get("list_people").and_then(|count| count.as_i64()), expected, "{filing}");
        assert_eq!(reading.visible_answers().number("list_people"), expected, "{filing}");
    }
}
