//! Who may do what: accounts, posts, roles, the permission table.
