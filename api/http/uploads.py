"""A multipart body as files in a folder of its own and options beside them."""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request

from api.http.problems import ProblemError
from api.http.wanted import flag, query_of
from api.load_options import load_options
from graph_model.errors import UsageError
from loaders.load_options import LoadOptions
from visuals.words import Words

_MOST_FILES, _MOST_FIELDS = 100, 30
_LONGEST_NAME = 150
_TEXTS = ("new_units", "complete_for", "as_of")
_SWITCHES = ("dry_run", "marked", "strict", "hidden", "end_missing")


@dataclass(frozen=True, slots=True)
class Upload:
    """Tables to be imported; `digest` tells one request from another."""

    files: list[Path]
    options: LoadOptions
    dry_run: bool
    marked: bool
    digest: str


async def uploaded(request: Request, folder: Path, *, limited: bool) -> Upload:
    """Files into `folder`. Raises ProblemError and UsageError; `limited` editors make no new units."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise ProblemError(415, Words("请用 multipart/form-data 发送表格。", "Send the tables as multipart/form-data."))
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS) as form:
        texts = query_of(request)
        mapped: list[str] = []
        files: list[tuple[str, UploadFile]] = []
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    files.append((plain_name(value.filename), value))
            elif name == "map":
                mapped.append(value)
            elif value.strip():
                texts[name] = value
        if "map" in texts:
            mapped.append(texts.pop("map"))
        if not files:
            raise ProblemError(422, Words("请至少附上一个表格。", "Attach one table at least."))
        options = _options(texts, mapped, limited=limited)
        return await run_in_threadpool(_kept, files, folder, options, texts, repr((sorted(texts.items()), mapped)))


def plain_name(name: str) -> str:
    """The name of a file and nothing of its folders. Raises ProblemError for what cannot be one."""
    plain = PurePosixPath(name.replace("\\", "/")).name.strip()
    if plain in ("", ".", "..") or not plain.isprintable() or len(plain.encode()) > _LONGEST_NAME or plain[0] == ".":
        raise ProblemError(422, Words("文件名不能用，请换一个。", "The name of a file cannot be used: choose another."))
    return plain


def _options(texts: Mapping[str, str], mapped: list[str], *, limited: bool) -> LoadOptions:
    if unknown := sorted(texts.keys() - {*_TEXTS, *_SWITCHES}):
        allowed = ", ".join((*_SWITCHES, *_TEXTS, "map"))
        raise ProblemError(
            422,
            Words(f"没有选项 {unknown[0]}，可用 {allowed}", f"There is no option {unknown[0]}; there are {allowed}."),
        )
    if any("=" not in each for each in mapped):  # on the command line that is a file's name
        raise UsageError("map 要写成 列名=列 · map is written header=column.")
    switches = {name: _switch(name, texts) for name in _SWITCHES}
    chosen: dict[str, str] = {name: texts[name] for name in _TEXTS if name in texts}
    if limited:
        chosen["new_units"] = "reject"
    return load_options(
        strict=switches["strict"],
        hidden=switches["hidden"],
        end_missing=switches["end_missing"],
        new_units=chosen.get("new_units"),
        complete_for=chosen.get("complete_for"),
        as_of=chosen.get("as_of"),
        mapped=mapped,
    )


def _switch(name: str, texts: Mapping[str, str]) -> bool:
    return flag(name, texts.get(name, "false"))


def _kept(
    files: list[tuple[str, UploadFile]], folder: Path, options: LoadOptions, texts: Mapping[str, str], said: str
) -> Upload:
    names = [name for name, _ in files]
    if len(set(names)) < len(names):
        raise ProblemError(422, Words("两个文件同名，请改名。", "Two files have one name: rename one."))
    digest, paths = hashlib.sha256(said.encode()), []
    for name, upload in files:
        path = folder / name
        with path.open("xb") as out:
            shutil.copyfileobj(upload.file, out)
        with path.open("rb") as kept:
            digest.update(f"{name}\0{hashlib.file_digest(kept, 'sha256').hexdigest()}\0".encode())
        paths.append(path)
    dry_run, marked = (_switch(name, texts) for name in ("dry_run", "marked"))
    return Upload(sorted(paths), options, dry_run, dry_run and marked, digest.hexdigest())
