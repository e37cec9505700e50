"""After a removal or a change no byte of the library's folder holds what is gone."""

import itertools
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from index.library import Library

# Each text has words that no other has: one of Latin letters, and a run of characters seldom seen.
_RARE = "龘靐齉爩鱻麤龗灪厵蠱驫纞虋讟鸙鸜钃豔爨癵"
# All text of any length: what is short stays within a page of the database, what is long fills several.
_FILLER = "今年全县粮食总产量比去年增加，水利工程按期完工，农户的收入也有提高。"


def written(path: Path, serial: int, n_sentences: int) -> tuple[str, str]:
    """Writes a file, and returns the two words that only it holds."""
    latin = f"zq{serial:04d}xk"
    rare = _RARE[serial % 20] + _RARE[(serial // 20 + 7 * serial) % 20] + _RARE[(3 * serial + 1) % 20] + str(serial)
    sentences = [f"{_FILLER}编号{latin}由{rare}负责第{n}项。" for n in range(n_sentences)]
    path.write_text(f"关于{latin}的报告\n\n" + "\n".join(sentences) + "\n", encoding="utf-8")
    return latin, rare


def traces(home: Path, words: tuple[str, str]) -> list[str]:
    """Where in the folder the words stand, in any encoding that something of ours writes."""
    forms = {word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le")}
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


class Removals(RuleBasedStateMachine):
    """Documents are added, changed and removed in any order; the folder is looked through after every step."""

    folders = itertools.count()
    root: Path

    @initialize()
    def empty(self) -> None:
        self.folder = self.root / str(next(self.folders))
        self.library = Library(self.folder / "资料库")
        self.serials = itertools.count(1)
        self.held: dict[Path, tuple[str, str]] = {}
        self.gone: list[tuple[str, str]] = []

    @rule(n_sentences=st.integers(1, 60))
    def add(self, n_sentences: int) -> None:
        serial = next(self.serials)
        path = self.folder / f"文件{serial}.txt"
        self.held[path] = written(path, serial, n_sentences)
        self.library.add(path)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), n_sentences=st.integers(1, 60))
    def change(self, data: st.DataObject, n_sentences: int) -> None:
        path = data.draw(st.sampled_from(sorted(self.held)))
        self.gone.append(self.held[path])
        self.held[path] = written(path, next(self.serials), n_sentences)
        assert self.library.add(path).changed

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(self.held)))
        document_id = self.library.document_at(path)
        assert document_id is not None
        self.library.remove(document_id)
        self.gone.append(self.held.pop(path))

    @rule()
    def search(self) -> None:
        self.library.search("粮食总产量", k=3)

    @rule()
    def open_again(self) -> None:
        self.library.close()
        self.library = Library(self.folder / "资料库")

    @invariant()
    def nothing_of_what_is_gone_is_left(self) -> None:
        for words in self.gone:
            assert traces(self.folder / "资料库", words) == []
            assert not self.library.holds(words[0])
        assert len(self.library.documents()) == len(self.held)

    @invariant()
    def what_is_held_can_be_seen(self) -> None:
        # Were it not so, the look through the folder would prove nothing.
        assert all(traces(self.folder / "资料库", words) for words in self.held.values())

    def teardown(self) -> None:
        if hasattr(self, "library"):
            self.library.close()


def test_removed_text_is_nowhere_in_the_folder(tmp_path: Path) -> None:
    Removals.root = tmp_path
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    machine = Removals.TestCase
    machine.settings = settings(max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=slow)
    machine().runTest()


def test_a_removal_cut_short_before_its_sweep_is_swept_when_the_library_opens(tmp_path: Path) -> None:
    library = Library(tmp_path / "资料库")
    words = written(tmp_path / "a.txt", 1, 40)
    library.add(tmp_path / "a.txt")
    written(tmp_path / "b.txt", 2, 40)
    library.add(tmp_path / "b.txt")
    library.remove(library.documents()[0].id, sweep=False)
    assert traces(library.home, words)
    library.close()
    Library(tmp_path / "资料库").close()
    assert traces(library.home, words) == []
