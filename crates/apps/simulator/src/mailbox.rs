//! A mail box: receives letters by SMTP and keeps the newest to be read in a browser.

use std::collections::VecDeque;
use std::sync::Mutex;

use jiff::Timestamp;
use mail_parser::MessageParser;
use serde::Serialize;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::simulator::{Simulator, Target, lock};

/// How many letters are kept.
const LETTERS_KEPT: usize = 500;
/// Longest letter, in bytes.
const LONGEST_LETTER: usize = 20 * 1024 * 1024;
/// Longest command line, in bytes; RFC 5321 asks for 512.
const LONGEST_LINE: u64 = 4096;

/// A letter as it was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// number, growing
    pub id: u64,
    /// when
    pub received_at: Timestamp,
    /// sender of the envelope
    pub from: String,
    /// recipients of the envelope
    pub to: Vec<String>,
    /// decoded subject
    pub subject: String,
    /// decoded text
    pub body: String,
    /// names of attached files
    pub attachments: Vec<String>,
}

/// Letters, newest first.
#[derive(Default)]
pub struct Mailbox(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    received: u64,
    letters: VecDeque<Letter>,
}

impl Mailbox {
    /// The letters kept, newest first.
    pub fn letters(&self) -> Vec<Letter> {
        lock(&self.0).letters.iter().cloned().collect()
    }

    fn receive(&self, envelope: Envelope, raw: &[u8], received_at: Timestamp) {
        let message = MessageParser::default().parse(raw).unwrap_or_default();
        let mut kept = lock(&self.0);
        kept.received += 1;
        let letter = Letter {
            id: kept.received,
            received_at,
            from: envelope.from.unwrap_or_default(),
            to: envelope.to,
            subject: message.subject().unwrap_or_default().to_owned(),
            body: message
                .body_text(0)
                .unwrap_or_default()
                .trim_end()
                .to_owned(),
            attachments: message
                .attachments()
                .map(|part| {
                    mail_parser::MimeHeaders::attachment_name(part)
                        .unwrap_or("?")
                        .to_owned()
                })
                .collect(),
        };
        kept.letters.push_front(letter);
        kept.letters.truncate(LETTERS_KEPT);
    }
}

#[derive(Default)]
struct Envelope {
    from: Option<String>,
    to: Vec<String>,
}

/// Receives letters until the listener fails.
///
/// # Errors
/// The listener's error.
pub async fn receive_mail(listener: TcpListener, simulator: Simulator) -> std::io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        let simulator = simulator.clone();
        tokio::spawn(async move {
            // A sender that breaks off is its own affair; the letter was not accepted.
            if let Err(error) = converse(stream, &simulator).await {
                tracing::debug!(%error, "mail session broken off");
            }
        });
    }
}

/// One SMTP session (RFC 5321, without sign-in or TLS).
async fn converse(mut stream: TcpStream, simulator: &Simulator) -> std::io::Result<()> {
    // Short replies must not wait for the next one.
    stream.set_nodelay(true)?;
    let (reading, mut writing) = stream.split();
    let mut reader = BufReader::new(reading);
    if simulator.pass(Target::Mail).await.is_err() {
        return writing.write_all(b"421 simulated fault\r\n").await;
    }
    writing.write_all(b"220 spis-simulator ESMTP\r\n").await?;
    let mut envelope = Envelope::default();
    loop {
        let mut line = Vec::new();
        if (&mut reader)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)
            .await?
            == 0
        {
            return Ok(());
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        let verb = line
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        let reply = match verb.as_str() {
            "EHLO" => {
                "250-spis-simulator\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250 SIZE 20971520\r\n"
            }
            "HELO" | "NOOP" => "250 OK\r\n",
            "MAIL" => match address(line) {
                Some(from) => {
                    envelope = Envelope {
                        from: Some(from),
                        to: Vec::new(),
                    };
                    "250 OK\r\n"
                }
                None => "501 address expected\r\n",
            },
            "RCPT" if envelope.from.is_none() => "503 MAIL first\r\n",
            "RCPT" => match address(line).filter(|to| !to.is_empty()) {
                Some(to) => {
                    envelope.to.push(to);
                    "250 OK\r\n"
                }
                None => "501 address expected\r\n",
            },
            "DATA" if envelope.to.is_empty() => "503 RCPT first\r\n",
            "DATA" => {
                writing
                    .write_all(b"354 end with a line that holds one dot\r\n")
                    .await?;
                let Some(raw) = read_letter(&mut reader).await? else {
                    writing.write_all(b"552 letter too long\r\n").await?;
                    return Ok(());
                };
                simulator
                    .mailbox()
                    .receive(std::mem::take(&mut envelope), &raw, simulator.now());
                "250 OK\r\n"
            }
            "RSET" => {
                envelope = Envelope::default();
                "250 OK\r\n"
            }
            "QUIT" => return writing.write_all(b"221 bye\r\n").await,
            _ => "502 command not known\r\n",
        };
        writing.write_all(reply.as_bytes()).await?;
    }
}

/// What stands between the angle brackets.
fn address(line: &str) -> Option<String> {
    let (_, rest) = line.split_once('<')?;
    let (address, _) = rest.split_once('>')?;
    Some(address.to_owned())
}

/// Reads up to the lone dot and takes the doubled dots back; none if the letter is too long.
async fn read_letter(
    reader: &mut (impl AsyncBufReadExt + Unpin),
) -> std::io::Result<Option<Vec<u8>>> {
    let mut raw = Vec::new();
    loop {
        let mut line = Vec::new();
        let room = (LONGEST_LETTER - raw.len()) as u64;
        if (&mut *reader)
            .take(room)
            .read_until(b'\n', &mut line)
            .await?
            == 0
        {
            return if room == 0 {
                Ok(None)
            } else {
                Err(std::io::ErrorKind::UnexpectedEof.into())
            };
        }
        if line == b".\r\n" || line == b".\n" {
            return Ok(Some(raw));
        }
        raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}
