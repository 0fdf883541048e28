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
    use std::fs;
    use std::path::PathBuf;
    use std::process::{Child, Command, Stdio};
    use std::time::Duration;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::{CHUNK, Clamd, Verdict};

    /// ClamAV's own server, with a signature of ours and a folder of its own.
    struct Server {
        process: Child,
        folder: PathBuf,
    }

    impl Server {
        fn start(folder: PathBuf, port: u16) -> Self {
            let signatures = folder.join("signatures");
            fs::create_dir_all(&signatures).unwrap();
            let signature = format!(
                "Spis.Bandymas:0:*:{}\n",
                hex::encode("SPIS-BANDOMASIS-VIRUSAS")
            );
            fs::write(signatures.join("spis.ndb"), signature).unwrap();
            let configuration = folder.join("clamd.conf");
            let text = format!(
                "Foreground yes\nDatabaseDirectory {}\nTCPSocket {port}\nTCPAddr 127.0.0.1\nStreamMaxLength 20M\nMaxThreads 2\n",
                signatures.display()
            );
            fs::write(&configuration, text).unwrap();
            let process = Command::new("clamd")
                .env("PATH", "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
                .arg("-c")
                .arg(&configuration)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("ClamAV's clamd is not installed; scripts/prepare.sh test installs it");
            Self { process, folder }
        }

        fn stop(&mut self) {
            self.process.kill().unwrap();
            self.process.wait().unwrap();
        }
    }

    impl Drop for Server {
        fn drop(&mut self) {
            self.stop();
            fs::remove_dir_all(&self.folder).unwrap();
        }
    }

    #[tokio::test]
    async fn a_real_scanner_finds_what_its_signatures_name_and_silence_is_no_verdict() {
        let port = TcpListener::bind("127.0.0.1:0")
            .await
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let folder = std::env::temp_dir().join(format!("spis-clamd-{}", uuid::Uuid::new_v4()));
        let clamd = Clamd {
            address: format!("127.0.0.1:{port}"),
            limit: Duration::from_secs(20),
        };
        assert!(clamd.scan(b"x").await.is_err(), "nobody answers yet");
        let mut server = Server::start(folder, port);
        let ready = async {
            while clamd.scan(b"x").await.is_err() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), ready)
            .await
            .expect("clamd does not answer");
        let mut large = vec![b'x'; 9 * 1024 * 1024];
        assert_eq!(clamd.scan(&large).await.unwrap(), Verdict::Clean);
        large.extend(b"SPIS-BANDOMASIS-VIRUSAS");
        let found = Verdict::Found("Spis.Bandymas.UNOFFICIAL".to_owned());
        assert_eq!(clamd.scan(&large).await.unwrap(), found);
        server.stop();
        assert!(clamd.scan(b"x").await.is_err());
    }

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
