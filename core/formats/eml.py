"""E-mail, in: its plain text, else the text of its HTML. Also MHTML, a page that a browser saved.

Source: RFC 5322, RFC 2557.
"""

from collections.abc import Iterator
from email import message_from_bytes, policy

from core.annotation.article import Article, title_of
from core.errors import InputError
from core.formats.format import Document
from core.formats.html_page import article_of

_HEADERS = ("From", "To", "Date", "Message-ID")


def read(data: bytes, name: str, whole: bool = False) -> Iterator[Document | InputError]:
    """Yield the article of a message; its subject is the title. Raises InputError without a text.

    `whole` takes all text of a page, not its main text alone.
    """
    try:
        # The standard library's parser raises whatever comes up in headers that are no headers.
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("plain", "html"))
        content = body.get_content() if body is not None else ""
        subject = str(message.get("Subject") or "")
        meta = {key: str(message[key]) for key in _HEADERS if message[key]}
        kind = body.get_content_type() if body is not None else ""
    except Exception as error:
        raise InputError(f"{name} is not an e-mail that can be read ({type(error).__name__}).") from error
    if not isinstance(content, str) or not content.strip() or (not meta and not subject):
        raise InputError(f"{name} is not an e-mail with a text.")
    text = article_of(content, name, whole).article.text if kind == "text/html" else content
    text = text.encode("utf-8", "replace").decode("utf-8")
    title = " ".join(subject.encode("utf-8", "replace").decode("utf-8").split()) or title_of(text)
    meta = {key: value.encode("utf-8", "replace").decode("utf-8") for key, value in meta.items()}
    yield Document(Article(title[:200], text, source=name, meta=meta))
