//! The mail box, through a real socket.

mod in_process;

use axum::http::StatusCode;
use lettre::message::{Attachment, MultiPart, SinglePart, header::ContentType};
use lettre::{Message, SmtpTransport, Transport};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use in_process::InProcess;
use spis_simulator::receive_mail;

/// Starts the receiver on a free port; it ends with the test's runtime.
async fn start() -> (InProcess, u16) {
    let simulator = InProcess::start();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(receive_mail(listener, simulator.simulator.clone()));
    (simulator, port)
}

async fn send(port: u16, messages: Vec<Message>) -> Result<(), lettre::transport::smtp::Error> {
    tokio::task::spawn_blocking(move || {
        let transport = SmtpTransport::builder_dangerous("127.0.0.1")
            .port(port)
            .build();
        messages
            .iter()
            .try_for_each(|message| transport.send(message).map(drop))
    })
    .await
    .unwrap()
}

fn message(subject: &str, body: &str) -> Message {
    Message::builder()
        .from("SPIS <spis@siauliai.example>".parse().unwrap())
        .to("Žibutė Šilinė <zibute@example.lt>".parse().unwrap())
        .subject(subject)
        .header(ContentType::TEXT_PLAIN)
        .body(body.to_owned())
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_received_decoded_and_shown() {
    let (simulator, port) = start().await;
    let subject = "Gavome Jūsų prašymą – sprendimas bus iki gruodžio 22 d.";
    let body = format!(
        "Laba diena,\r\n\r\n.taškas eilutės pradžioje\r\n<b>{}</b>",
        "Ačiū už kantrybę. ".repeat(20)
    );
    send(port, vec![message(subject, &body)]).await.unwrap();

    let letters = simulator.get("/mail.json").await.json();
    let letter = &letters[0];
    assert_eq!(letter["subject"], subject);
    assert_eq!(letter["to"], json!(["zibute@example.lt"]));
    assert_eq!(letter["from"], "spis@siauliai.example");
    assert_eq!(letter["received_at"], "2026-11-22T08:00:00Z");
    let text = letter["body"].as_str().unwrap().replace("\r\n", "\n");
    assert_eq!(text, body.replace("\r\n", "\n").trim_end());

    let page = simulator.get("/mail").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains(subject) && page.text.contains("zibute@example.lt"));
    assert!(
        page.text.contains("2026-11-22 10:00:00"),
        "time as in Vilnius"
    );
    assert!(
        !page.text.contains("<b>Ačiū"),
        "text of letters must be escaped"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_of_several_parts_shows_its_text_and_names_its_files() {
    let (simulator, port) = start().await;
    let pdf = Attachment::new("sprendimas.pdf".to_owned()).body(
        vec![0_u8; 300],
        ContentType::parse("application/pdf").unwrap(),
    );
    let parts = MultiPart::mixed()
        .singlepart(SinglePart::plain("Sprendimas – priede.".to_owned()))
        .singlepart(pdf);
    let message = Message::builder()
        .from("spis@siauliai.example".parse().unwrap())
        .to("a@example.lt".parse().unwrap())
        .bcc("b@example.lt".parse().unwrap())
        .subject("Sprendimas")
        .multipart(parts)
        .unwrap();
    send(port, vec![message]).await.unwrap();
    let letter = simulator.get("/mail.json").await.json()[0].clone();
    assert_eq!(letter["body"], "Sprendimas – priede.");
    assert_eq!(letter["attachments"], json!(["sprendimas.pdf"]));
    assert_eq!(letter["to"], json!(["a@example.lt", "b@example.lt"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_five_hundred_are_kept() {
    let (simulator, port) = start().await;
    assert!(
        simulator
            .get("/mail")
            .await
            .text
            .contains("Laiškų dar nėra")
    );
    let letters: String = (0..503)
        .map(|number| {
            format!("MAIL FROM:<>\r\nRCPT TO:<a@example.lt>\r\nDATA\r\nSubject: Nr. {number}\r\n\r\nx\r\n.\r\n")
        })
        .collect();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let (mut reading, mut writing) = stream.split();
    // Replies are read while letters are written, lest both sides wait for room.
    let mut replies = String::new();
    let commands = format!("EHLO x\r\n{letters}QUIT\r\n");
    let (written, read) = tokio::join!(
        writing.write_all(commands.as_bytes()),
        reading.read_to_string(&mut replies)
    );
    written.unwrap();
    read.unwrap();
    let letters = simulator.get("/mail.json").await.json();
    let letters = letters.as_array().unwrap();
    assert_eq!(letters.len(), 500);
    assert_eq!(letters[0]["subject"], "Nr. 502");
    assert_eq!(letters[499]["subject"], "Nr. 3");
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_that_is_down_takes_no_letter() {
    let (simulator, port) = start().await;
    simulator
        .post_json("/faults", json!({ "target": "mail", "mode": "down" }))
        .await;
    assert!(send(port, vec![message("Nepavyks", "x")]).await.is_err());
    simulator
        .post_json("/faults", json!({ "target": "mail", "mode": "ok" }))
        .await;
    send(port, vec![message("Pavyks", "x")]).await.unwrap();
    let letters = simulator.get("/mail.json").await.json();
    let subjects: Vec<&Value> = letters
        .as_array()
        .unwrap()
        .iter()
        .map(|letter| &letter["subject"])
        .collect();
    assert_eq!(subjects, ["Pavyks"]);
}

/// Commands out of order, several at once, and a letter given up half way.
#[tokio::test(flavor = "multi_thread")]
async fn the_conversation_keeps_its_order() {
    let (simulator, port) = start().await;
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let commands = "HELO x\r\nRCPT TO:<a@example.lt>\r\nDATA\r\nMAIL FROM:<>\r\nRCPT TO:<a@example.lt>\r\nRSET\r\nDATA\r\n\
                    NOOP\r\nVRFY a\r\nQUIT\r\n";
    stream.write_all(commands.as_bytes()).await.unwrap();
    let mut replies = String::new();
    stream.read_to_string(&mut replies).await.unwrap();
    let codes: Vec<&str> = replies.lines().map(|line| &line[..3]).collect();
    assert_eq!(
        codes,
        [
            "220", "250", "503", "503", "250", "250", "250", "503", "250", "502", "221"
        ]
    );

    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let half =
        "HELO x\r\nMAIL FROM:<s@example.lt>\r\nRCPT TO:<a@example.lt>\r\nDATA\r\nSubject: half\r\n";
    stream.write_all(half.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut replies = String::new();
    stream.read_to_string(&mut replies).await.unwrap();
    assert!(replies.contains("354"));
    assert_eq!(simulator.get("/mail.json").await.json(), json!([]));
}
