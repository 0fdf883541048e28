//! What a worklist's address asks for.

use serde::Deserialize;
use spis_kernel::UserId;
use spis_pages::{FieldErrors, Page, Tag};

use super::vocabulary;
use crate::Groups;
use crate::procedure::Status;
use crate::store::work::{Filter, Order, View, Whose};

/// The address, as it came.
#[derive(Deserialize)]
pub(in crate::pages) struct WorkQuery {
    rodyti: Option<String>,
    kieno: Option<String>,
    parama: Option<String>,
    zingsnis: Option<String>,
    iki: Option<String>,
    tvarka: Option<String>,
    pub(super) puslapis: Option<u32>,
    pub(super) zinute: Option<String>,
}

/// What it asks for.
#[derive(Clone)]
pub(super) struct Asked {
    /// Who asks.
    pub user: UserId,
    pub view: View,
    pub filter: Filter,
    pub order: Order,
    /// The last day as typed, right or wrong.
    pub due_by_typed: String,
}

impl WorkQuery {
    /// Read for a user; what is wrong stands beside its field.
    pub(super) fn asked(self, user: UserId, groups: &Groups) -> (Asked, FieldErrors) {
        let mut wrong = FieldErrors::new();
        let mut asked = Asked::of(user);
        let is = |given: &Option<String>, code: &str| given.as_deref() == Some(code);
        let view = View::ALL.into_iter().find(|v| is(&self.rodyti, v.code()));
        asked.view = view.unwrap_or(View::Open);
        let order = Order::ALL.into_iter().find(|o| is(&self.tvarka, o.code()));
        asked.order = order.unwrap_or_default();
        asked.filter.whose = match self.kieno.as_deref() {
            Some("as") => Whose::Of(user),
            Some("niekas") => Whose::Nobody,
            _ => Whose::Everybody,
        };
        asked.filter.kind_group = self.parama.filter(|code| groups.by_code(code).is_some());
        asked.filter.status = self.zingsnis.as_deref().and_then(Status::from_code);
        asked.due_by_typed = self.iki.unwrap_or_default().trim().to_owned();
        if !asked.due_by_typed.is_empty() {
            asked.filter.due_by = asked.due_by_typed.parse().ok();
            if asked.filter.due_by.is_none() {
                wrong.add_key("iki", "work-due-by-wrong");
            }
        }
        (asked, wrong)
    }
}

impl Asked {
    /// Everything, in the usual order.
    pub fn of(user: UserId) -> Self {
        Self {
            user,
            view: View::Open,
            filter: Filter::default(),
            order: Order::default(),
            due_by_typed: String::new(),
        }
    }

    /// Whether it is narrowed to a part of its view.
    pub fn is_narrowed(&self) -> bool {
        let Filter {
            whose,
            kind_group,
            status,
            due_by,
        } = &self.filter;
        *whose != Whose::Everybody || kind_group.is_some() || status.is_some() || due_by.is_some()
    }

    /// Its address under a path; nothing in it names a person.
    pub fn address(&self, path: &str) -> String {
        let mut address = format!("{path}?rodyti={}", self.view.code());
        let mut add = |name: &str, value: &str| address.push_str(&format!("&{name}={value}"));
        match self.filter.whose {
            Whose::Everybody => {}
            Whose::Of(_) => add("kieno", "as"),
            Whose::Nobody => add("kieno", "niekas"),
        }
        if let Some(group) = &self.filter.kind_group {
            add("parama", group);
        }
        if let Some(status) = self.filter.status {
            add("zingsnis", status.code());
        }
        if let Some(day) = self.filter.due_by {
            add("iki", &day.to_string());
        }
        if self.order != Order::default() {
            add("tvarka", self.order.code());
        }
        address
    }

    /// What it is narrowed to, in words, each with the address of the list without it.
    pub fn narrowed(&self, page: &Page, kind: impl Fn(&str) -> String) -> Vec<(String, String)> {
        let mut words = Vec::new();
        let without = |change: fn(&mut Filter)| {
            let mut wider = self.clone();
            change(&mut wider.filter);
            wider.address("/darbai")
        };
        match self.filter.whose {
            Whose::Everybody => {}
            Whose::Of(_) => words.push((
                page.t("work-whose-own"),
                without(|filter| filter.whose = Whose::Everybody),
            )),
            Whose::Nobody => words.push((
                page.t("work-whose-nobody"),
                without(|filter| filter.whose = Whose::Everybody),
            )),
        }
        if let Some(group) = &self.filter.kind_group {
            words.push((kind(group), without(|filter| filter.kind_group = None)));
        }
        if let Some(status) = self.filter.status {
            let name = Tag::for_staff(&page.translator, vocabulary(status)).text;
            words.push((name, without(|filter| filter.status = None)));
        }
        if let Some(day) = self.filter.due_by {
            words.push((
                page.t_with("work-due-by-words", "date", page.date_table(day)),
                without(|filter| filter.due_by = None),
            ));
        }
        words
    }
}
