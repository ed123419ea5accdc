//! Where the moon and the sun stand: instants of new moons and the longitude of the sun, for the years 1900 to 2100.
//!
//! The series are those of Jean Meeus, Astronomical Algorithms (2nd edition), chapters 25 and 49: new moons within seconds,
//! the sun within a hundredth of a degree. What a month is and which one is doubled is decided in `lunar`.

use jiff::{SignedDuration, Timestamp};

const SECONDS_PER_DAY: f64 = 86_400.0;
const DAYS_PER_CENTURY: f64 = 36_525.0;
/// Seconds from the Unix epoch to 1 January 2000, 12:00, the origin of both series.
const J2000_UNIX_SECONDS: f64 = 946_728_000.0;
/// Julian day of that origin.
const J2000_JULIAN_DAY: f64 = 2_451_545.0;

/// One periodic term of the new moon: days, multiples of the sun's anomaly, the moon's anomaly and the moon's latitude argument.
type MoonTerm = (f64, f64, f64, f64);

/// A term with a multiple of the sun's anomaly shrinks with the earth's eccentricity, once for each multiple.
const MOON_TERMS: [MoonTerm; 24] = [
    (-0.407_20, 0.0, 1.0, 0.0),
    (0.172_41, 1.0, 0.0, 0.0),
    (0.016_08, 0.0, 2.0, 0.0),
    (0.010_39, 0.0, 0.0, 2.0),
    (0.007_39, -1.0, 1.0, 0.0),
    (-0.005_14, 1.0, 1.0, 0.0),
    (0.002_08, 2.0, 0.0, 0.0),
    (-0.001_11, 0.0, 1.0, -2.0),
    (-0.000_57, 0.0, 1.0, 2.0),
    (0.000_56, 1.0, 2.0, 0.0),
    (-0.000_42, 0.0, 3.0, 0.0),
    (0.000_42, 1.0, 0.0, 2.0),
    (0.000_38, 1.0, 0.0, -2.0),
    (-0.000_24, -1.0, 2.0, 0.0),
    (-0.000_07, 2.0, 1.0, 0.0),
    (0.000_04, 0.0, 2.0, -2.0),
    (0.000_04, 3.0, 0.0, 0.0),
    (0.000_03, 1.0, 1.0, -2.0),
    (0.000_03, 0.0, 2.0, 2.0),
    (-0.000_03, 1.0, 1.0, 2.0),
    (0.000_03, -1.0, 1.0, 2.0),
    (-0.000_02, -1.0, 1.0, -2.0),
    (-0.000_02, 1.0, 3.0, 0.0),
    (0.000_02, 0.0, 4.0, 0.0),
];

/// Pull of the planets and of the moon's node: days, degrees at the origin, degrees for each lunation.
const PLANET_TERMS: [(f64, f64, f64); 15] = [
    (-0.000_170, 124.774_6, -1.563_755_88),
    (0.000_325, 299.77, 0.107_408),
    (0.000_165, 251.88, 0.016_321),
    (0.000_164, 251.83, 26.651_886),
    (0.000_126, 349.42, 36.412_478),
    (0.000_110, 84.66, 18.206_239),
    (0.000_062, 141.74, 53.303_771),
    (0.000_060, 207.14, 2.453_732),
    (0.000_056, 154.84, 7.306_860),
    (0.000_047, 34.52, 27.261_239),
    (0.000_042, 207.19, 0.121_824),
    (0.000_040, 291.34, 1.844_379),
    (0.000_037, 161.72, 24.198_154),
    (0.000_035, 239.56, 25.513_099),
    (0.000_023, 331.55, 3.592_518),
];

/// Seconds by which uniform time runs ahead of the turning earth, by year; between two rows a straight line is near enough.
const CLOCK_DRIFT: [(f64, f64); 12] = [
    (1900.0, -2.8),
    (1910.0, 10.4),
    (1920.0, 21.2),
    (1940.0, 24.3),
    (1955.0, 31.1),
    (1970.0, 40.2),
    (1980.0, 50.5),
    (1990.0, 56.9),
    (2000.0, 63.8),
    (2020.0, 69.4),
    (2050.0, 93.0),
    (2100.0, 203.0),
];

/// The instant of the new moon `lunation` months after that of 6 January 2000; `None` when it is not an instant at all.
pub(super) fn new_moon(lunation: i32) -> Option<Timestamp> {
    let k = f64::from(lunation);
    let t = k / 1_236.85;
    let mean = 2_451_550.097_66 + 29.530_588_861 * k + t * t * (0.000_154_37 - t * 0.000_000_150);
    let eccentricity = 1.0 - t * (0.002_516 + t * 0.000_007_4);
    let sun = 2.553_4 + 29.105_356_70 * k - t * t * 0.000_001_4;
    let moon = 201.564_3 + 385.816_935_28 * k + t * t * (0.010_758_2 + t * 0.000_012_38);
    let latitude = 160.710_8 + 390.670_502_84 * k - t * t * (0.001_611_8 + t * 0.000_002_27);
    let periodic = MOON_TERMS.iter().map(|(days, of_sun, of_moon, of_latitude)| {
        let angle = of_sun * sun + of_moon * moon + of_latitude * latitude;
        days * eccentricity.powf(of_sun.abs()) * angle.to_radians().sin()
    });
    let planets =
        PLANET_TERMS.iter().map(|(days, at_origin, each)| days * (at_origin + each * k).to_radians().sin());
    let uniform = mean + periodic.sum::<f64>() + planets.sum::<f64>() - J2000_JULIAN_DAY;
    let seconds = uniform * SECONDS_PER_DAY - clock_drift(uniform) + J2000_UNIX_SECONDS;
    let since_epoch = SignedDuration::try_from_secs_f64(seconds).ok()?;
    Timestamp::UNIX_EPOCH.checked_add(since_epoch).ok()
}

/// The apparent longitude of the sun in degrees, 0 at the March equinox, below 360.
pub(super) fn sun_longitude(at: Timestamp) -> f64 {
    let earth =
        (at.duration_since(Timestamp::UNIX_EPOCH).as_secs_f64() - J2000_UNIX_SECONDS) / SECONDS_PER_DAY;
    let t = (earth + clock_drift(earth) / SECONDS_PER_DAY) / DAYS_PER_CENTURY;
    let mean = 280.466_46 + t * (36_000.769_83 + t * 0.000_303_2);
    let anomaly = (357.529_11 + t * (35_999.050_29 - t * 0.000_153_7)).to_radians();
    let centre = (1.914_602 - t * (0.004_817 + t * 0.000_014)) * anomaly.sin()
        + (0.019_993 - t * 0.000_101) * (2.0 * anomaly).sin()
        + 0.000_289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1_934.136 * t).to_radians();
    (mean + centre - 0.005_69 - 0.004_78 * node.sin()).rem_euclid(360.0)
}

/// Seconds between the two clocks, `days` after the origin.
fn clock_drift(days: f64) -> f64 {
    let year = 2000.0 + days / 365.25;
    let between = CLOCK_DRIFT.iter().zip(CLOCK_DRIFT.iter().skip(1)).find(|(_, (until, _))| year < *until);
    let (from, until) = between.unwrap_or((&(2050.0, 93.0), &(2100.0, 203.0)));
    from.1 + (until.1 - from.1) * (year - from.0) / (until.0 - from.0)
}

#[cfg(test)]
mod tests {
    use super::{new_moon, sun_longitude};
    use jiff::Timestamp;

    /// Instants any almanac prints, in UTC to the minute.
    #[test]
    fn new_moons_of_the_almanac() {
        for (lunation, expected) in [
            (0, "2000-01-06T18:14:00Z"),
            (298, "2024-02-09T22:59:00Z"),
            (323, "2026-02-17T12:01:00Z"),
            (-283, "1977-02-18T03:37:00Z"),
        ] {
            let expected: Timestamp = expected.parse().unwrap();
            let off = new_moon(lunation).unwrap().duration_since(expected).as_secs();
            assert!(off.abs() <= 90, "{lunation}: {off} s");
        }
    }

    #[test]
    fn the_sun_at_solstices_and_equinoxes() {
        for (at, degrees) in [
            ("2024-03-20T03:06:00Z", 0.0),
            ("2024-06-20T20:51:00Z", 90.0),
            ("2024-09-22T12:44:00Z", 180.0),
            ("2024-12-21T09:20:00Z", 270.0),
        ] {
            let off = (sun_longitude(at.parse().unwrap()) - degrees + 180.0).rem_euclid(360.0) - 180.0;
            assert!(off.abs() < 0.01, "{at}: {off}");
        }
    }
}
