"""Checksums of what the database keeps, by which a flipped byte is noticed before anyone reads it as an answer."""

import hashlib
import json
import zlib

from index.passages import Passage
from index.sections import Document


def document_check(document: Document) -> str:
    """16 hex digits over all that a reader sees of a document; its path may change, and is left out."""
    sections = [(section.title, section.start, section.end) for section in document.sections]
    content = [document.id, document.title, document.sha256, document.text, sections, document.pages]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


def passage_check(passage: Passage) -> int:
    """32 bits over a passage's words and place."""
    place = f"{passage.document_id}\0{passage.section}\0{passage.start}\0{passage.end}\0{passage.text}"
    return zlib.crc32(place.encode("utf-8", "surrogatepass"))


def vector_check(vector: bytes) -> int:
    """32 bits over a stored vector."""
    return zlib.crc32(vector)
