//! ClamAV's `clamd`, asked over its own protocol: `INSTREAM`, the file in chunks, a verdict in one line.

use std::time::Duration;

use anyhow::{Context, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const CHUNK: usize = 64 * 1024;
const LONGEST_ANSWER: u64 = 4096;

/// What the scanner says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Clean,
    /// Name of what it found.
    Found(String),
}

/// A scanner at an address.
pub(super) struct Clamd {
    pub address: String,
    pub limit: Duration,
}

impl Clamd {
    /// Has a file scanned; an error if there is no verdict within the limit.
    pub async fn scan(&self, bytes: &[u8]) -> anyhow::Result<Verdict> {
        tokio::time::timeout(self.limit, self.ask(bytes))
            .await
            .context("no verdict in time")?
    }

    async fn ask(&self, bytes: &[u8]) -> anyhow::Result<Verdict> {
        let mut line = TcpStream::connect(&self.address).await?;
        line.write_all(b"zINSTREAM\0").await?;
        for chunk in bytes.chunks(CHUNK) {
            line.write_all(&u32::try_from(chunk.len())?.to_be_bytes())
                .await?;
            line.write_all(chunk).await?;
        }
        line.write_all(&0_u32.to_be_bytes()).await?;
        let mut answer = Vec::new();
        line.take(LONGEST_ANSWER).read_to_end(&mut answer).await?;
        let answer = String::from_utf8_lossy(&answer);
        let answer = answer.trim_end_matches(['\0', '\n']);
        let said = answer.strip_prefix("stream: ").unwrap_or(answer);
        match said.strip_suffix(" FOUND") {
            Some(what) => Ok(Verdict::Found(what.to_owned())),
            None if said == "OK" => Ok(Verdict::Clean),
            None => bail!("the scanner said: {said}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::{CHUNK, Clamd, Verdict};

    /// A scanner that checks the protocol, finds the word "virusas", and is silent about the word "tyla".
    async fn scanner() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move {
            while let Ok((mut line, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let mut order = [0; 10];
                    line.read_exact(&mut order).await.unwrap();
                    assert_eq!(&order, b"zINSTREAM\0");
                    let mut file = Vec::new();
                    loop {
                        let length = line.read_u32().await.unwrap() as usize;
                        if length == 0 {
                            break;
                        }
                        assert!(length <= CHUNK);
                        let mut chunk = vec![0; length];
                        line.read_exact(&mut chunk).await.unwrap();
                        file.extend(chunk);
                    }
                    let has = |word: &[u8]| file.windows(word.len()).any(|w| w == word);
                    let answer: &[u8] = if has(b"tyla") {
                        tokio::time::sleep(Duration::from_secs(60)).await;
                        b""
                    } else if has(b"virusas") {
                        b"stream: Test.Signature FOUND\0"
                    } else if has(b"klaida") {
                        b"INSTREAM size limit exceeded. ERROR\0"
                    } else {
                        b"stream: OK\0"
                    };
                    line.write_all(answer).await.unwrap();
                });
            }
        });
        address
    }

    #[tokio::test]
    async fn the_scanner_is_asked_and_believed() {
        let clamd = Clamd {
            address: scanner().await,
            limit: Duration::from_millis(500),
        };
        let mut large = vec![b'x'; 3 * CHUNK + 7];
        assert_eq!(clamd.scan(&large).await.unwrap(), Verdict::Clean);
        large.extend(b"virusas");
        let found = Verdict::Found("Test.Signature".to_owned());
        assert_eq!(clamd.scan(&large).await.unwrap(), found);
        assert!(
            clamd.scan(b"klaida").await.is_err(),
            "an error is no verdict"
        );
        assert!(clamd.scan(b"tyla").await.is_err(), "silence is no verdict");
        let nobody = Clamd {
            address: "127.0.0.1:1".to_owned(),
            ..clamd
        };
        assert!(nobody.scan(b"x").await.is_err());
    }
}
