//! argon2id.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};

/// The shortest password that is taken, in characters.
pub const SHORTEST: usize = 12;

/// Hashes a password with a fresh salt (argon2id, the library's recommended costs). Takes tens of milliseconds.
pub fn hash(password: &str) -> anyhow::Result<String> {
    Ok(Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|e| anyhow::anyhow!("hashing a password: {e}"))?
        .to_string())
}

/// Whether a password belongs to a hash, compared in constant time. A hash that cannot be read fits nothing.
pub fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|h| {
        Argon2::default()
            .verify_password(password.as_bytes(), &h)
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_fits_its_password_only() {
        let first = hash("teisingas slaptažodis").unwrap();
        assert!(first.starts_with("$argon2id$"));
        assert!(verify("teisingas slaptažodis", &first));
        assert!(!verify("neteisingas slaptažodis", &first));
        assert!(!verify("x", "not a hash"));
        assert_ne!(first, hash("teisingas slaptažodis").unwrap());
    }
}
