//! Posts over time: who sits where, from when to when.

use jiff::civil::Date;
use kernel::AgencyCode;
use serde::{Deserialize, Serialize};

use crate::Role;

/// "Vị trí công tác": a role at an agency for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// The agency.
    pub agency: AgencyCode,
    /// Its title, as papers print it under a signature.
    pub title: String,
    /// The role.
    pub role: Role,
    /// First day.
    pub from_on: Date,
    /// Last day, where it has ended or will end.
    pub until_on: Option<Date>,
}

impl Post {
    /// Whether the post is held on that day.
    #[must_use]
    pub fn holds_on(&self, on: Date) -> bool {
        self.from_on <= on && self.until_on.is_none_or(|until| on <= until)
    }
}

/// "Cán bộ, công chức": an official with the posts held, past and present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Account id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Posts.
    pub posts: Vec<Post>,
}

impl Staff {
    /// The posts held on that day.
    pub fn posts_on(&self, on: Date) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(move |post| post.holds_on(on))
    }
}
