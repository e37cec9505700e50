"""What a format's reader hands over: paragraphs in reading order, and what the file itself says of them."""

from dataclasses import dataclass

PAGE_BREAK = "\f"  # stands where a new page begins, within a paragraph or before it; no text holds one otherwise


class UnreadableError(Exception):
    """The file's content cannot be read. The message says in Chinese what is wrong and what to do, without its name."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file's paragraphs, none empty, none with a newline.

    headings    indexes of the paragraphs that the file marks as headings; () where it marks none
    title       the title that the file marks, "" where it marks none
    unread_pages    numbers, from 1, of the pages whose text could not be read, as of a scan; () for all other formats
    """

    paragraphs: tuple[str, ...]
    headings: tuple[int, ...] = ()
    title: str = ""
    markdown: bool = False
    unread_pages: tuple[int, ...] = ()


def one_line(text: str) -> str:
    """Text with each run of white space as one space.

    "甲\\n  乙" -> "甲 乙".
    """
    return " ".join(text.split())
