//! Where a signature shows on a paper: kept beside the paper as it was typeset, and narrowed to the picture once it is drawn.

use signing::Rect;

/// "Chỗ ký": a rectangle on one page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignPlace {
    /// The page, counted from nought.
    pub page: i32,
    /// The rectangle, in points from the lower left corner.
    pub rect: Rect,
}

impl SignPlace {
    /// Reads what [`SignPlace`]'s text form says.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let page = parts.next()?.parse().ok()?;
        let numbers: Vec<f32> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
        match numbers[..] {
            [left, bottom, width, height]
                if numbers.iter().all(|number| number.is_finite()) && width > 0.0 && height > 0.0 =>
            {
                Some(Self { page, rect: Rect { left, bottom, width, height } })
            }
            _ => None,
        }
    }
}

impl std::fmt::Display for SignPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Rect { left, bottom, width, height } = self.rect;
        write!(f, "{} {left:.1} {bottom:.1} {width:.1} {height:.1}", self.page)
    }
}

#[cfg(test)]
mod tests {
    use super::SignPlace;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let place = SignPlace::parse("1 330.0 130.5 160.0 57.0").unwrap();
        assert_eq!(SignPlace::parse(&place.to_string()), Some(place));
        for wrong in ["", "1", "1 2 3 4", "x 1 1 1 1", "0 1 1 0 1", "0 NaN 1 1 1", "0 1 1 1 1 1"] {
            assert_eq!(SignPlace::parse(wrong), None, "{wrong}");
        }
    }
}
