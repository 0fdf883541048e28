//! Rendered pages, headers, error pages, public pages and assets, asked through the router as a browser would.

#[path = "../examples/gallery/pages.rs"]
mod gallery;

use std::sync::{Arc, Mutex};

use askama::Template;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
    routing::{get, post},
};
use spis_pages::load::LoadLimit;
use spis_pages::{
    AppError, Audience, Closure, FieldErrors, FormValues, Html, Incidents, Language, Message,
    PageRequest, Protection, SignInPage, Site,
    accessibility::{self, Outcome},
    assets,
    cookies::{COOKIES, LANGUAGE_COOKIE, is_declared},
    incident::without_personal_data,
    protect, public_pages,
    security::content_security_policy,
    summary::SummaryLanguage,
};
use tower::ServiceExt;

const GATEWAY: &str = "http://localhost:8090";

fn app(audience: Audience) -> Router {
    let site = Arc::new(Site::new(audience, "Šiaulių miesto savivaldybė"));
    let router = Router::new()
        .route(
            "/",
            get(async |asked: PageRequest| Html(gallery::portal(&asked, false))),
        )
        .route("/saugoti", post(async || "išsaugota"))
        .route("/vartai/grizimas", post(async || "grįžo"))
        .route(
            "/prisijungti",
            get(async |asked: PageRequest| (SignInPage, Html(gallery::portal(&asked, false)))),
        )
        .route(
            "/gedimas",
            get(async || -> Result<(), AppError> {
                Err(std::io::Error::other("key (38901010018) \"Petrauskienė\""))?;
                Ok(())
            }),
        )
        .route(
            "/nera-duomenu-bazes",
            get(async || -> Result<(), AppError> {
                Err(std::io::Error::from(std::io::ErrorKind::ConnectionRefused))?;
                Ok(())
            }),
        )
        .route(
            "/panika",
            get(async || -> AppError { panic!("a test of the page after a panic") }),
        )
        .route(
            "/pasikeite",
            get(async || AppError::Conflict("Pajamas pakeitė kolegė (9:40).".into())),
        )
        .route(
            "/pilna",
            get(async || AppError::Busy { before: Some(411) }).post(async |body: String| {
                assert!(
                    body.contains("tekstas="),
                    "the form is still there for the handler"
                );
                AppError::Busy { before: Some(0) }
            }),
        )
        .route(
            "/per-daug",
            get(async || AppError::TooMany { wait_seconds: 61 }),
        )
        .route("/uzdaryta", get(async || closed()).post(async || closed()))
        .route(
            "/per-daug-siunciama",
            post(async || AppError::TooMany { wait_seconds: 1 }),
        )
        .route("/negalima", get(async || AppError::Forbidden))
        .merge(public_pages::router(site.clone()))
        .merge(assets::router());
    protect(
        router,
        Protection {
            site,
            incidents: Incidents::new(gallery::now, || 4_711),
            gateway_origin: Some(GATEWAY.into()),
            open_paths: vec!["/vartai/grizimas".into()],
        },
    )
}

fn closed() -> AppError {
    AppError::Closed {
        closure: Box::new(Closure {
            area: "apply".into(),
            reason_lt: "Keičiame prašymo formą.".into(),
            reason_en: "We are changing the form.".into(),
            begun_at: gallery::now(),
            until: gallery::now() + jiff::SignedDuration::from_hours(2),
        }),
        wait_seconds: 7200,
    }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

async fn ask(app: Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("accept", "text/html");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = app
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let (parts, body) = response.into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&to_bytes(body, 2_000_000).await.unwrap()).into_owned(),
    }
}

async fn get_page(path: &str) -> Answer {
    ask(app(Audience::Portal), "GET", path, &[]).await
}

#[test]
fn a_form_with_errors_names_them_keeps_what_was_typed_and_says_so_in_the_title() {
    let html = gallery::portal(&PageRequest::default(), true)
        .render()
        .unwrap();
    assert!(html.contains("<title>Klaida: Vaikai ir mokėjimas – SPIS</title>"));
    assert!(html.contains("Pataisykite 5 vietas"));
    let main = html.split("<main").nth(1).unwrap();
    assert!(main.find("ds-error-summary").unwrap() < main.find("<h1").unwrap());
    for field in ["gyvena", "iban", "savivaldybe", "pastaba", "patvirtinu"] {
        assert!(html.contains(&format!("<a href=\"#{field}\">")), "{field}");
        assert_eq!(
            html.matches(&format!("id=\"{field}\"")).count(),
            1,
            "{field}"
        );
        assert!(html.contains(&format!("id=\"{field}-k\"")), "{field}");
    }
    assert!(
        html.contains("value=\"LT00 &#34;0000&#34; &#60;0000&#62;\""),
        "typed values are kept and escaped"
    );
    assert!(html.contains("Pirma eilutė\nAntra</textarea>"));
    assert!(html.contains("aria-describedby=\"iban-p iban-k\""));
}

#[test]
fn a_portal_page_has_its_frame_and_its_components() {
    let html = gallery::portal(&PageRequest::default(), false)
        .render()
        .unwrap();
    for part in [
        "<html lang=\"lt\"",
        "<title>Vaikai ir mokėjimas – SPIS</title>",
        "<body data-size=\"md\">",
        "href=\"#turinys\"",
        "id=\"turinys\" tabindex=\"-1\"",
        "<div class=\"sp-band\">",
        "<a href=\"/prasymai\" aria-current=\"page\">Prašymai</a>",
        "name=\"csrf\" value=\"zyma\"",
        "href=\"/privatumas\"",
        "href=\"/slapukai\"",
        "href=\"/prieinamumas\"",
        "href=\"/pagalba\"",
        "kalba=en\" lang=\"en\" hreflang=\"en\"",
        "<dt>Žingsnis</dt>",
        "<time datetime=\"2026-12-17\">2026\u{a0}m. gruodžio 17\u{a0}d.</time>",
        "<dd><a href=\"#truksta\">1 dokumento</a></dd>",
        "data-state=\"now\" aria-current=\"step\"",
        "Registruota<span class=\"sr\"> – atlikta</span>",
        "3 žingsnis iš 5",
        "Išsaugota 9:42",
        "Trūksta dokumento",
        "nėra duomenų",
        "1\u{a0}036,00\u{a0}Eur",
        "BSI &#60;nuo&#62; 2026-01-01",
        "7 metai",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(html.matches("<h1").count(), 1);
    // The result that failed is open, the others are not.
    assert_eq!(html.matches("<details open>").count(), 1);
    assert_eq!(html.matches("<details>").count(), 1);
    for forbidden in ["<style", "style=\"", "onclick", "<script>", "placeholder"] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    let news = html.find("id=\"naujiena\"").unwrap();
    assert!(news < html.find("<h1").unwrap(), "the news comes first");
}

#[test]
fn a_staff_page_is_dense_and_says_that_the_centre_is_away() {
    let html = gallery::staff(&PageRequest::default()).render().unwrap();
    for part in [
        "<body data-size=\"sm\">",
        "data-width=\"work\"",
        "Panevėžio miesto savivaldybė",
        "role=\"search\" action=\"/paieska\" method=\"post\"",
        "Ryšio su centru nėra nuo 9:42. Dirbkite toliau.",
        "Vėluoja 4\u{a0}d.",
        "Šiandien",
        "Liko 7\u{a0}d.",
        "Liko 24\u{a0}d.",
        "63 prašymai",
        "Rodomi 15–28 iš 63",
        "href=\"/?puslapis=1\" rel=\"prev\"",
        "href=\"/?puslapis=3\" rel=\"next\"",
        "Pas tvirtintoją",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("sp-band"));
    assert!(
        !html.contains("<details"),
        "specialists see the whole explanation"
    );
}

#[tokio::test]
async fn every_page_has_the_security_headers() {
    for path in [
        "/",
        "/privatumas",
        "/nera",
        "/gedimas",
        "/prisijungti",
        &assets::url("theme.css"),
    ] {
        let answer = get_page(path).await;
        let gateway = (path == "/prisijungti").then_some(GATEWAY);
        assert_eq!(
            answer.header("content-security-policy"),
            content_security_policy(gateway),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("camera=()"));
        let cache = answer.header("cache-control");
        if path.starts_with("/assets") {
            assert!(cache.contains("immutable"), "{path}: {cache}");
        } else {
            assert_eq!(cache, "no-store", "{path}");
        }
    }
    assert_eq!(
        content_security_policy(None),
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let send = async |path: &str, headers: &[(&str, &str)]| {
        ask(app(Audience::Portal), "POST", path, headers)
            .await
            .status
    };
    let host = ("host", "127.0.0.1:8080");
    for (allowed, headers) in [
        (true, vec![("sec-fetch-site", "same-origin")]),
        (true, vec![("sec-fetch-site", "none")]),
        (false, vec![("sec-fetch-site", "cross-site")]),
        (false, vec![("sec-fetch-site", "same-site")]),
        (
            false,
            vec![
                ("sec-fetch-site", "cross-site"),
                host,
                ("origin", "http://127.0.0.1:8080"),
            ],
        ),
        (true, vec![host, ("origin", "http://127.0.0.1:8080")]),
        (false, vec![host, ("origin", "http://127.0.0.1:8129")]),
        (false, vec![host, ("origin", "null")]),
        (true, vec![]),
    ] {
        let status = send("/saugoti", &headers).await;
        let expected = if allowed {
            StatusCode::OK
        } else {
            StatusCode::FORBIDDEN
        };
        assert_eq!(status, expected, "{headers:?}");
    }
    assert_eq!(
        send("/vartai/grizimas", &[("sec-fetch-site", "cross-site")]).await,
        StatusCode::OK,
        "the gateway's return comes from its own site"
    );
    assert_eq!(
        ask(
            app(Audience::Portal),
            "GET",
            "/",
            &[("sec-fetch-site", "cross-site")]
        )
        .await
        .status,
        StatusCode::OK,
        "a link from another site is no danger"
    );
}

#[tokio::test]
async fn the_language_comes_from_the_address_then_the_cookie_then_is_lithuanian() {
    let english = get_page("/pagalba?kalba=en").await;
    assert!(english.body.contains("<html lang=\"en\""));
    assert!(english.body.contains("<h1>Help</h1>"));
    let cookie = english.header("set-cookie");
    assert!(
        cookie.starts_with(&format!("{LANGUAGE_COOKIE}=en; ")),
        "{cookie}"
    );
    assert!(is_declared(LANGUAGE_COOKIE));

    // The way to the other language leads to the same page with the rest of its address.
    let english = get_page("/pagalba?rodyti=a&zinute=b&kalba=en").await;
    let lithuanian = "href=\"/pagalba?rodyti=a&#38;kalba=lt\"";
    assert!(english.body.contains(lithuanian), "{}", english.body);

    let cookie = ("cookie", "a=b; spis-kalba=en");
    let kept = ask(app(Audience::Portal), "GET", "/pagalba", &[cookie]).await;
    assert!(kept.body.contains("<html lang=\"en\""));
    assert_eq!(kept.header("set-cookie"), "");
    let back = ask(app(Audience::Portal), "GET", "/pagalba?kalba=lt", &[cookie]).await;
    assert!(back.body.contains("<html lang=\"lt\""));
    let unknown = get_page("/pagalba?kalba=xx").await;
    assert!(unknown.body.contains("<html lang=\"lt\""));
    assert_eq!(
        unknown.header("set-cookie"),
        "",
        "only languages that we speak are kept"
    );
}

#[tokio::test]
async fn an_unknown_address_gets_a_page() {
    let answer = get_page("/nera").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("<h1>Tokio puslapio nėra</h1>"));
    assert!(
        !answer.body.contains("sp-incident"),
        "not our fault, so no number"
    );
    let english = get_page("/nera?kalba=en").await;
    assert!(english.body.contains("<h1>There is no such page</h1>"));
    let wrong_method = ask(app(Audience::Portal), "POST", "/privatumas", &[]).await;
    assert_eq!(wrong_method.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(wrong_method.body.contains("<h1>"));
}

#[tokio::test]
async fn our_own_fault_gets_a_number_and_says_nothing_of_its_cause() {
    for path in ["/gedimas", "/panika"] {
        let answer = get_page(path).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.body.contains("Puslapio atidaryti nepavyko"));
        let number = answer
            .body
            .split("sp-incident\">")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap();
        assert_eq!(number.len(), 18, "{number}");
        assert!(number.ends_with("-20261123-0942"), "{number}");
        assert!(
            answer
                .body
                .contains("2026\u{a0}m. lapkričio 23\u{a0}d. 9:42")
        );
        assert!(!answer.body.contains("38901010018"));
        assert!(!answer.body.contains("Petrausk"));
        assert!(!answer.body.contains("panic"));
    }
    let away = get_page("/nera-duomenu-bazes").await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(away.body.contains("Puslapis dabar neatsidaro"));
}

#[tokio::test]
async fn other_refusals_have_their_own_words() {
    let conflict = get_page("/pasikeite").await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.body.contains("Pajamas pakeitė kolegė (9:40)."));
    let staff = ask(app(Audience::Staff), "GET", "/negalima", &[]).await;
    assert_eq!(staff.status, StatusCode::FORBIDDEN);
    assert!(staff.body.contains("sp-staff"));
    assert!(staff.body.contains("savivaldybės administratorių"));
    let part = ask(
        app(Audience::Staff),
        "GET",
        "/gedimas",
        &[("hx-request", "true")],
    )
    .await;
    assert!(
        part.body.starts_with("<div class=\"ds-alert\""),
        "{}",
        part.body
    );
    assert!(part.body.contains("Numeris pagalbai: "));
}

#[tokio::test]
async fn a_fault_is_logged_once_with_its_number_and_without_personal_data() {
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);
    impl std::io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let answer = get_page("/gedimas?vardas=Petrauskiene").await;
    drop(guard);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let number = answer
        .body
        .split("sp-incident\">")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    assert_eq!(log.matches(number).count(), 1, "{log}");
    assert!(log.contains("route=\"/gedimas\""), "{log}");
    for personal in ["38901010018", "Petrausk"] {
        assert!(!log.contains(personal), "{log}");
    }
}

#[test]
fn what_may_be_personal_is_masked_in_the_log() {
    for (text, masked) in [
        (
            "duplicate key value violates unique constraint \"person_code_key\"",
            "duplicate key value violates unique constraint \"person_code_key\"",
        ),
        (
            "invalid input syntax for type integer: \"Ona K\"",
            "invalid input syntax for type integer: \"…\"",
        ),
        ("no 38901010018, no ona@example.lt here", "no … no … here"),
        (
            "connection to 127.0.0.1:5432 refused (os error 111)",
            "connection to 127.0.0.1:5432 refused (os error 111)",
        ),
    ] {
        assert_eq!(without_personal_data(text), masked);
    }
}

#[test]
fn the_privacy_policy_is_linked_from_every_frame() {
    let portal = gallery::portal(&PageRequest::default(), false)
        .render()
        .unwrap();
    let staff = gallery::staff(&PageRequest::default()).render().unwrap();
    for html in [portal, staff] {
        assert!(html.contains("<a href=\"/privatumas\">"), "{html}");
    }
}

#[tokio::test]
async fn public_pages_are_there_in_both_languages() {
    for path in ["/privatumas", "/slapukai", "/prieinamumas", "/pagalba"] {
        for (language, query) in [("lt", ""), ("en", "?kalba=en")] {
            let answer = get_page(&format!("{path}{query}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(
                answer.body.contains(&format!("<html lang=\"{language}\"")),
                "{path}"
            );
            assert!(!answer.body.contains('⟦'), "{path}");
            assert_eq!(answer.body.matches("<h1>").count(), 1, "{path}");
        }
    }
    let cookies = get_page("/slapukai").await.body;
    for cookie in COOKIES {
        let name = cookie.name.replace('<', "&#60;").replace('>', "&#62;");
        assert!(cookies.contains(&name), "{name}");
    }
    let privacy = get_page("/privatumas").await.body;
    assert!(privacy.contains("6 straipsnio 1 dalies c ir e punktai"));
    assert!(privacy.contains("9 straipsnio 2 dalies b punktas"));
}

#[tokio::test]
async fn the_summary_is_there_in_each_language_under_either_interface() {
    for language in SummaryLanguage::ALL {
        let code = language.code();
        for frame in ["lt", "en"] {
            let answer = get_page(&format!("/trumpai/{code}?kalba={frame}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{code}");
            let body = answer.body;
            assert!(body.contains(&format!("<html lang=\"{frame}\"")), "{code}");
            let article = body.split("<article").nth(1).unwrap();
            assert!(article.starts_with(&format!(" class=\"sp-prose\" lang=\"{code}\"")));
            let article = article.split("</article>").next().unwrap();
            // The words of the pages stay as they are read there.
            for words in [
                "Žingsnis",
                "Turime nuspręsti iki",
                "Vieta eilėje",
                "Ko trūksta",
            ] {
                assert!(
                    article.contains(&format!("<b lang=\"lt\">{words}</b>")),
                    "{code}: {words}"
                );
            }
            assert!(
                article.contains("tel:+37052000000") && article.contains("8\u{2060}–\u{2060}17")
            );
            assert!(!body.contains('⟦'), "{code}");
            let link = format!(
                "href=\"/trumpai/{code}\" lang=\"{code}\" hreflang=\"{code}\" aria-current=\"page\""
            );
            assert!(body.contains(&link), "{code}");
        }
    }
    assert_eq!(get_page("/trumpai/lt").await.status, StatusCode::NOT_FOUND);
    // A page of an error leads there too: it needs neither database nor sign-in.
    let failed = get_page("/gedimas").await;
    assert_eq!(failed.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(failed.body.contains("href=\"/trumpai/uk\""));
}

#[tokio::test]
async fn the_statement_tells_everything_that_fails_or_was_not_tried() {
    let told: Vec<_> = [Outcome::Fails, Outcome::NotTestedByHand]
        .into_iter()
        .flat_map(accessibility::clauses)
        .collect();
    assert!(!told.is_empty(), "the paper was not read");
    for (language, status) in [("lt", "iš dalies atitinka"), ("en", "partially compliant")] {
        let body = get_page(&format!("/prieinamumas?kalba={language}"))
            .await
            .body;
        assert!(body.contains(status));
        assert!(!body.contains('⟦'), "a clause without a sentence: {body}");
        for row in &told {
            assert!(
                body.contains(&format!(" ({})</li>", row.clause)),
                "{language}: {}",
                row.clause
            );
        }
        for row in accessibility::clauses(Outcome::Passes) {
            assert!(!body.contains(&format!(" ({})</li>", row.clause)));
        }
        assert!(body.contains("href=\"tel:+37052000000\"") && body.contains("lygybe@lygybe.lt"));
    }
}

#[tokio::test]
async fn every_asset_of_a_page_is_served_and_kept() {
    let page = get_page("/").await.body;
    let addresses: Vec<&str> = page
        .split('"')
        .filter(|text| text.starts_with("/assets/"))
        .collect();
    assert_eq!(addresses.len(), 5, "{addresses:?}");
    for address in addresses {
        let answer = get_page(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert!(answer.body.len() > 300, "{address}");
        let tag = answer.header("etag").to_owned();
        let again = ask(
            app(Audience::Portal),
            "GET",
            address,
            &[("if-none-match", &tag)],
        )
        .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
    }
    let css = get_page(&assets::url("theme.css")).await.body;
    for address in css
        .split("url(")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap())
    {
        if !address.starts_with("data:") && !address.starts_with('"') {
            assert!(assets::exists(address), "{address}");
        }
    }
    let old = get_page("/assets/0000000000000000/theme.css").await;
    assert_eq!(old.status, StatusCode::OK);
    assert_eq!(old.header("cache-control"), "no-cache");
    assert_eq!(
        get_page("/assets/0/../Cargo.toml").await.status,
        StatusCode::NOT_FOUND
    );
    let packed = ask(
        app(Audience::Portal),
        "GET",
        &assets::url("theme.css"),
        &[("accept-encoding", "gzip")],
    )
    .await;
    assert_eq!(packed.header(header::CONTENT_ENCODING.as_str()), "gzip");
}

#[test]
fn a_form_keeps_what_was_typed_and_the_first_error_of_a_field() {
    let form = FormValues::from(vec![
        ("vaikai".into(), "1".into()),
        ("vaikai".into(), "2".into()),
        ("iban".into(), " LT12 ".into()),
        ("tuscia".into(), "  ".into()),
        ("csrf".into(), "zyma".into()),
    ]);
    assert_eq!(form.typed("iban"), " LT12 ");
    assert_eq!(form.given("iban"), Some("LT12"));
    assert_eq!(form.given("tuscia"), None);
    assert_eq!(form.given("nera"), None);
    assert_eq!(form.all("vaikai").collect::<Vec<_>>(), ["1", "2"]);
    assert!(form.has("vaikai", "2") && !form.has("vaikai", "3"));
    assert_eq!(form.csrf(), "zyma");
    assert_eq!(form.pairs().len(), 4, "the token is not part of a draft");
    assert!(
        !format!("{form:?}").contains("LT12"),
        "values are personal data"
    );

    let mut errors = FieldErrors::new();
    errors.add("iban", Message::Text("pirma".into()));
    errors.add("iban", Message::Text("antra".into()));
    errors.add("amzius", Message::key("age-years").with("n", 21));
    assert_eq!(errors.len(), 2);
    let t = spis_pages::Translator::new(Language::Lt);
    let texts: Vec<_> = errors
        .iter()
        .map(|(field, message)| (field, message.text(&t)))
        .collect();
    assert_eq!(
        texts,
        [
            ("iban", "pirma".to_owned()),
            ("amzius", "21 metai".to_owned())
        ]
    );
}

#[test]
fn declared_cookies_are_recognised() {
    assert!(is_declared("__Host-spis-29-staff"));
    assert!(is_declared("__Host-spis-00-resident"));
    assert!(!is_declared("__Host-spis-2-staff"));
    assert!(!is_declared("_ga"));
}

#[tokio::test]
async fn a_full_house_tells_the_place_and_shows_the_counter_and_the_telephone() {
    let answer = ask(app(Audience::Portal), "GET", "/pilna", &[]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), "30");
    assert!(answer.body.contains("Patikrinti dabar"), "{}", answer.body);
    assert!(answer.body.contains("Prieš Jus 411 žmonių.") && answer.body.contains("15 minučių"));
    assert!(answer.body.contains("tel:+37052000000") && answer.body.contains("seniūnijoje"));
    assert!(!answer.body.contains("http-equiv") && !answer.body.contains("sp-incident"));
    let many = ask(app(Audience::Portal), "GET", "/per-daug", &[]).await;
    assert_eq!(many.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(many.body.contains("Per daug bandymų"));
    assert_eq!(many.header("retry-after"), "61");
    assert!(many.body.contains("po 2 minučių"), "{}", many.body);
    let sent = ask(app(Audience::Portal), "POST", "/per-daug-siunciama", &[]).await;
    assert!(sent.body.contains("po 1 minutės") && sent.body.contains("nieko nepriėmėme"));
}

#[tokio::test]
async fn a_form_that_could_not_be_taken_comes_back_with_every_word_and_no_password() {
    let send = async |body: &'static str| {
        let request = Request::builder()
            .method("POST")
            .uri("/pilna?puslapis=2")
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("content-length", body.len());
        let request = request.body(Body::from(body)).unwrap();
        let response = app(Audience::Portal).oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()["cache-control"], "no-store");
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    let page = send("tekstas=Kiek+%3C+laukti%3F&tekstas=du&csrf=a").await;
    assert!(
        page.contains("action=\"/pilna?puslapis=2\" method=\"post\""),
        "{page}"
    );
    assert!(
        page.contains("name=\"tekstas\" value=\"Kiek &#60; laukti?\""),
        "{page}"
    );
    assert!(page.contains("name=\"tekstas\" value=\"du\"") && page.contains("name=\"csrf\""));
    assert!(page.contains("Siųsti dar kartą"));
    let page = send("tekstas=a&slaptazodis=labai-slaptas").await;
    assert!(!page.contains("labai-slaptas") && !page.contains("Siųsti dar kartą"));
}

#[tokio::test]
async fn officials_at_a_busy_counter_are_told_what_works_there() {
    let residents = ask(app(Audience::Portal), "GET", "/pilna", &[]).await.body;
    assert!(residents.contains("tel:") && !residents.contains("priimkite popieriuje"));
    let officials = ask(app(Audience::Staff), "GET", "/pilna", &[]).await.body;
    assert!(officials.contains("priimkite popieriuje"), "{officials}");
    assert!(!officials.contains("seniūnij"), "{officials}");
}

#[tokio::test]
async fn what_is_closed_says_why_until_when_and_what_works() {
    let answer = get_page("/uzdaryta").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), "7200");
    for words in [
        "Laikinai uždaryta: prašymų pildymas ir pateikimas",
        "Keičiame prašymo formą.",
        "Patikrinti dabar",
        "skaityti savo prašymus ir sprendimus",
        "seniūnijoje",
    ] {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
    let until = spis_pages::format::moment_prose(
        Language::Lt,
        gallery::now() + jiff::SignedDuration::from_hours(2),
    );
    assert!(answer.body.contains(&format!("Iki {until}")));
    // It is no fault of ours: no number to call about, no line in the log.
    assert!(!answer.body.contains("sp-incident"));
    let english = get_page("/uzdaryta?kalba=en").await;
    assert!(english.body.contains("We are changing the form."));
    let staff = ask(app(Audience::Staff), "GET", "/uzdaryta", &[]).await;
    assert!(staff.body.contains("sp-staff") && staff.body.contains("Keičiame prašymo formą."));
    let part = [("hx-request", "true")];
    let part = ask(app(Audience::Portal), "POST", "/uzdaryta", &part).await;
    assert!(
        part.body.contains("Keičiame prašymo formą."),
        "{}",
        part.body
    );
}

/// A node with room for one request at `/letas`, which stays until told to leave.
struct FullHouse {
    router: Router,
    inside: tokio::sync::mpsc::Receiver<()>,
    leave: Arc<tokio::sync::Notify>,
}

impl FullHouse {
    fn new() -> Self {
        let (entered, inside) = tokio::sync::mpsc::channel::<()>(1);
        let leave = Arc::new(tokio::sync::Notify::new());
        let waits = leave.clone();
        let slow = move || {
            let (entered, waits) = (entered.clone(), waits.clone());
            async move {
                entered.send(()).await.unwrap();
                waits.notified().await;
                "baigta"
            }
        };
        let limit = LoadLimit {
            at_once: 1,
            session_cookie: "__Host-spis-00-resident".into(),
            queue_cookie: "__Host-spis-00-queue".into(),
            clock: jiff::Timestamp::now,
            random: || 7,
        };
        Self {
            router: spis_pages::load::limited(Router::new().route("/letas", get(slow)), limit),
            inside,
            leave,
        }
    }

    /// Asks with a cookie; status and the cookie that is set.
    fn ask(&self, cookie: &str) -> tokio::task::JoinHandle<(StatusCode, Option<String>)> {
        let request = axum::http::Request::get("/letas")
            .header("cookie", cookie)
            .body(axum::body::Body::empty())
            .unwrap();
        let router = self.router.clone();
        tokio::spawn(async move {
            let response = router.oneshot(request).await.unwrap();
            let set = response.headers().get("set-cookie");
            let set = set.map(|value| value.to_str().unwrap().to_owned());
            (response.status(), set)
        })
    }
}

#[tokio::test]
async fn a_full_house_gives_a_place_in_a_queue_and_calls_it_when_there_is_room() {
    let mut house = FullHouse::new();
    let first = house.ask("");
    house.inside.recv().await.unwrap();
    let (status, cookie) = house.ask("").await.unwrap();
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    let cookie = cookie.unwrap();
    let (place, marks) = cookie.split_once(';').unwrap();
    assert!(is_declared(place.split_once('=').unwrap().0), "{cookie}");
    for mark in ["HttpOnly", "Secure", "SameSite=Lax", "Max-Age=900"] {
        assert!(marks.contains(mark), "{cookie}");
    }
    house.leave.notify_one();
    assert_eq!(first.await.unwrap().0, StatusCode::OK);
    // There is room again: the place is called within a second, and its holder enters.
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    loop {
        let asked = house.ask(place);
        tokio::select! {
            entered = house.inside.recv() => {
                entered.unwrap();
                house.leave.notify_one();
                assert_eq!(asked.await.unwrap().0, StatusCode::OK);
                break;
            }
            // Not called yet; the holder of a place looks again.
            () = tokio::time::sleep(std::time::Duration::from_millis(100)) => {
                assert!(std::time::Instant::now() < end, "never called");
            }
        }
    }
}

#[tokio::test]
async fn whoever_is_signed_in_waits_a_moment_and_joins_no_queue() {
    let mut house = FullHouse::new();
    let first = house.ask("");
    house.inside.recv().await.unwrap();
    let second = house.ask("__Host-spis-00-resident=x");
    house.leave.notify_one();
    assert_eq!(first.await.unwrap().0, StatusCode::OK);
    house.inside.recv().await.unwrap();
    house.leave.notify_one();
    assert_eq!(second.await.unwrap(), (StatusCode::OK, None));
}

#[tokio::test]
async fn display_settings_are_kept_in_declared_cookies_on_every_site() {
    for audience in [Audience::Portal, Audience::Staff] {
        let usual = ask(app(audience), "GET", "/nustatymai", &[]).await;
        assert_eq!(usual.status, StatusCode::OK);
        assert!(usual.body.contains("data-color-scheme=\"auto\""));
        let chosen = [("cookie", "spis-rodymas=dark-large")];
        let dark = ask(app(audience), "GET", "/", &chosen).await;
        assert!(
            !dark.body.contains("data-color-scheme=\"auto\""),
            "{audience:?}"
        );
        let settings = ask(app(audience), "GET", "/nustatymai", &chosen).await;
        assert!(settings.body.contains("data-color-scheme=\"dark\""));
        assert!(settings.body.contains("data-text=\"large\""));
        // Once, to be printed: without the cookie, on this page alone.
        let printed = ask(app(audience), "GET", "/slapukai?stambiai=1", &[]).await;
        assert!(
            printed
                .body
                .contains("data-text=\"large\" data-print=\"large\"")
        );
        assert!(!usual.body.contains("data-text") && !settings.body.contains("data-print"));
        let broken = [("cookie", "spis-rodymas=<b>-x")];
        let as_usual = ask(app(audience), "GET", "/nustatymai", &broken).await;
        assert!(as_usual.body.contains("data-color-scheme=\"auto\""));
    }
    let form = axum::http::Request::post("/nustatymai")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(axum::body::Body::from("kalba=en&spalvos=dark&raides=large"))
        .unwrap();
    let saved = app(Audience::Portal).oneshot(form).await.unwrap();
    assert_eq!(saved.status(), StatusCode::SEE_OTHER);
    let set: Vec<&str> = saved
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|value| value.to_str().unwrap())
        .collect();
    assert!(
        set.iter()
            .any(|one| one.starts_with("spis-rodymas=dark-large; Path=/; "))
    );
    assert!(set.iter().any(|one| one.starts_with("spis-kalba=en; ")));
    for one in set {
        assert!(is_declared(one.split('=').next().unwrap()), "{one}");
    }
}
