//! Capitals of a name: one at each syllable, and one more behind the particle of an ethnic name.
//!
//! Used where a register prints names, never to change what a person gave.

/// Letters a particle written with an apostrophe can have: H', K', Ê' and the like.
const PARTICLE_LETTERS: usize = 2;

/// `NGUYỄN VĂN AN` and `nguyễn văn an` are `Nguyễn Văn An`; Y, H' and Ê keep their capital.
pub(super) fn title_case(name: &str) -> String {
    let mut titled = String::with_capacity(name.len());
    let mut letters_before = 0;
    for c in name.chars() {
        if letters_before == 0 {
            titled.extend(c.to_uppercase());
        } else {
            titled.extend(c.to_lowercase());
        }
        letters_before = match c {
            ' ' | '-' => 0,
            // Behind H' stands a name of its own; behind a longer syllable the apostrophe is only a sign of sound.
            '\'' if letters_before <= PARTICLE_LETTERS => 0,
            _ => letters_before + 1,
        };
    }
    titled
}

#[cfg(test)]
mod tests {
    use super::title_case;

    #[test]
    fn syllables_and_particles() {
        for (input, expected) in [
            ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
            ("nguyễn thị ánh", "Nguyễn Thị Ánh"),
            ("Đỗ thị ĐÀO", "Đỗ Thị Đào"),
            ("Y BHĂM ÊBAN", "Y Bhăm Êban"),
            ("y moan ê ban", "Y Moan Ê Ban"),
            ("H'HEN NIÊ", "H'Hen Niê"),
            ("h' hen niê", "H' Hen Niê"),
            ("K'BRÔI", "K'Brôi"),
            ("RƠ CHĂM H'PHIK", "Rơ Chăm H'Phik"),
            ("KPĂ BLƠ'K", "Kpă Blơ'k"),
            ("MARY-ANN O'NEIL", "Mary-Ann O'Neil"),
        ] {
            assert_eq!(title_case(input), expected);
        }
    }
}
