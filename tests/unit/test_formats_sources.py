"""Which files a path stands for, and what of them is refused."""

from __future__ import annotations

import os
import re
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolodex.formats.sources import MOST_FILES, Source, sources
from rolodex.model import BadInput


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


def names(path: Path) -> list[str]:
    return [source.name for source in sources(path)]


def broken(path: Path) -> str:
    """Why what a path stands for can't be read."""
    return "\n".join(source.broken for source in sources(path) if source.broken)


def test_a_file_is_itself(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(b"name\nAda\n")
    assert list(sources(file)) == [Source("people.csv", b"name\nAda\n")]


def test_a_folder_gives_its_files_sorted_without_hidden_ones_and_pictures(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    for name in ("b.csv", "A.csv", ".hidden.csv", "Jobs/c.csv", "__MACOSX/d.csv", ".git/e.csv", "photo.JPG"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    assert names(folder) == ["export/A.csv", "export/b.csv", "export/Jobs/c.csv"]


def test_a_zip_gives_its_members_through_wrappers_and_back_slashes(tmp_path: Path) -> None:
    archive = zipped(
        tmp_path / "Basic.zip",
        ("Basic/Notes.csv", b"n"),
        ("Basic\\Connections.csv", b"c"),
        ("Basic/Jobs/", b""),
        ("__MACOSX/Basic/._Notes.csv", b"junk"),
    )
    assert [(source.name, source.data) for source in sources(archive)] == [
        ("Basic.zip/Basic/Connections.csv", b"c"),
        ("Basic.zip/Basic/Notes.csv", b"n"),
    ]


def test_a_member_whose_name_leads_out_of_the_zip_is_told_and_never_written(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    archive = zipped(
        inside / "evil.zip",
        ("../escaped.csv", b"1"),
        ("/rooted.csv", b"2"),
        ("..\\up.csv", b"3"),
        ("C:\\windows.csv", b"4"),
        ("fine.csv", b"5"),
    )
    assert [(source.base_name, source.data) for source in sources(archive)] == [
        ("escaped.csv", b""),
        ("up.csv", b""),
        ("rooted.csv", b""),
        ("windows.csv", b""),
        ("fine.csv", b"5"),
    ]
    assert broken(archive).count("has a name that leads out of the zip") == 4
    assert [path.name for path in tmp_path.rglob("*")] == ["inside", "evil.zip"]


def test_members_are_read_one_at_a_time(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", ("a.csv", b"fine"), ("b.csv", b"B" * 1000))
    data = bytearray(archive.read_bytes())
    second = data.index(b"b.csv") + len(b"b.csv")
    data[second : second + 4] = b"\xff\xff\xff\xff"
    archive.write_bytes(data)
    found = sources(archive)
    assert next(found).data == b"fine"
    assert re.search(r"b\.csv in .*a\.zip is broken", next(found).broken)


@pytest.mark.parametrize("name", ["nothing.csv", "nul\0l.csv", "x" * 5000])
def test_a_path_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="can't be read"):
        names(tmp_path / name)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(BadInput, match="not a file, a folder or a"):
        names(tmp_path / "pipe.csv")


def test_a_pipe_in_a_folder_is_left_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "a.csv").write_bytes(b"x")
    assert names(tmp_path) == [f"{tmp_path.name}/a.csv"]


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no file to import"):
        names(tmp_path)


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"name\nAda\n")
    assert re.search("not a whole zip", broken(tmp_path / "a.zip"))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "bomb.zip", ("people.csv", b"\0" * (60 * 2**20)))
    assert re.search(r"people\.csv in .*bomb\.zip is packed so tightly", broken(archive))


def test_small_members_may_be_packed_tightly(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", ("people.csv", b"a,b\n" * 100_000))
    assert names(archive) == ["a.zip/people.csv"]


def test_a_member_that_says_it_is_huge_is_refused(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", ("people.csv", b"x" * 10))
    data = bytearray(archive.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 2**30)
    archive.write_bytes(data)
    assert re.search("larger than 256 MiB", broken(archive))


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    archive = tmp_path / "many.zip"
    with zipfile.ZipFile(archive, "w") as many:
        for number in range(MOST_FILES + 1):
            many.writestr(zipfile.ZipInfo(str(number)), b"")
    assert re.search("more than 20,000 files", broken(archive))


def test_an_encrypted_member_is_refused_with_the_remedy(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", ("people.csv", b"x"))
    data = bytearray(archive.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(data)
    assert re.search("encrypted: unpack", broken(archive))


def test_a_member_packed_by_lzma_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("people.csv", "name\nAda\n")
    assert re.search("packed in a way unknown here", broken(tmp_path / "a.zip"))


def test_a_member_packed_by_lzma_is_not_opened_to_see_if_it_is_a_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("box", "From a Mon Jan  1 10:00:00 2024\nFrom: a@x.example\n\nHello\n")
    data = bytearray(path.read_bytes())
    # of what it says to need, behind the local header and the name
    data[30 + len("box") + 4] = 0xFF
    path.write_bytes(data)
    assert re.search("packed in a way unknown here", broken(path))


def test_what_is_broken_in_a_folder_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "a.zip").write_bytes(b"PK\3\4 no more of it")
    (folder / "b.csv").write_bytes(b"name\nAda\n")
    (folder / "c.xlsx").write_bytes(b"".join(zipped(tmp_path / "c", ("xl/workbook.xml", b"<")).open("rb")))
    found = {source.name: source for source in sources(folder)}
    assert found["export/b.csv"].data == b"name\nAda\n"
    assert "not a whole zip" in found["export/a.zip"].broken


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_zip_raises_nothing_but_bad_input(tmp_path: Path, data: st.DataObject) -> None:
    archive = zipped(
        tmp_path / "a.zip", ("Basic/Connections.csv", b"First Name,Connected On\n" * 20), ("b.csv", b"x")
    )
    damaged = bytearray(archive.read_bytes())
    for place, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(damaged) - 1), st.integers(0, 255)), max_size=6)
    ):
        damaged[place] = byte
    archive.write_bytes(damaged[: data.draw(st.integers(0, len(damaged)))])
    try:
        assert all("a.zip" in source.broken for source in sources(archive) if source.broken)
    except BadInput as refused:
        assert "holds no file" in str(refused)
