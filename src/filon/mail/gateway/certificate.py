"""The certificate for STARTTLS: made by ourselves, and kept, so that who trusts it once need not do so again."""

import ssl
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from filon.core import clock

LIFETIME = timedelta(days=3650)
RENEWED_BEFORE = timedelta(days=30)


def tls_context(folder: Path, name: str) -> ssl.SSLContext:
    """The server's side of TLS with the certificate kept in `folder`; one for another name or too old is replaced."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if not _is_good(certificate, key, name):
        _make(certificate, key, name)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate, key)
    return context


def _is_good(certificate: Path, key: Path, name: str) -> bool:
    if not certificate.exists() or not key.exists():
        return False
    try:
        kept = x509.load_pem_x509_certificate(certificate.read_bytes())
    except ValueError:
        return False
    names = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    is_young = kept.not_valid_after_utc > clock.now() + RENEWED_BEFORE
    return is_young and names.get_values_for_type(x509.DNSName) == [name]


def _make(certificate: Path, key: Path, name: str) -> None:
    secret = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    now = clock.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(secret, hashes.SHA256())
    )
    certificate.parent.mkdir(parents=True, exist_ok=True)
    key.touch(mode=0o600)
    key.write_bytes(
        secret.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
