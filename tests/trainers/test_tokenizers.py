"""Real tokenizers: the separator is one token, and what is counted is what a trainer sees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from conftest import CHATML, WHY, set_up, tiny_model
from lintseq import ConfigError
from lintseq.cli import execute
from lintseq.training import (
    DIFF,
    IGNORED,
    Budget,
    Export,
    TokenizerTemplate,
    make_shape,
    token_mask,
)

if TYPE_CHECKING:
    from pathlib import Path

tokenizers = pytest.importorskip("tokenizers", reason=WHY)


def test_the_lines_make_one_token_of_the_separator(tokenizer: Any) -> None:
    text = f"Set a.\n{DIFF}@@ -0,0 +1 @@\n+a = '{DIFF}'\n{DIFF}\n{DIFF}"
    assert len(tokenizer(DIFF)["input_ids"]) > 1
    model = tiny_model(len(tokenizer))
    set_up(model, tokenizer)
    number = tokenizer.convert_tokens_to_ids(DIFF)
    assert tokenizer(DIFF)["input_ids"] == [number]
    ids = tokenizer(text)["input_ids"]
    assert ids.count(number) == 4
    assert tokenizer.decode(ids) == tokenizer.decode(ids, skip_special_tokens=True) == text
    assert model.get_input_embeddings().num_embeddings == len(tokenizer) == number + 1


def test_the_lines_never_shrink_a_model(tokenizer: Any) -> None:
    model = tiny_model(len(tokenizer) + 128)
    set_up(model, tokenizer)
    assert model.get_input_embeddings().num_embeddings == len(tokenizer) + 127


def test_a_folder_counts_like_the_tokenizer_in_it(
    rows: list[dict[str, Any]], tokenizer: Any, tmp_path: Path
) -> None:
    """The chat template counts, and it is that of the folder."""
    tokenizer.save_pretrained(tmp_path)
    for shape in ("text", "messages", "alpaca"):
        by_folder = Export(shape=make_shape(shape), budget=Budget(tmp_path, 10_000))
        by_object = Export(shape=make_shape(shape), budget=Budget(tokenizer, 10_000))
        for row in rows:
            (one,), (other,) = by_folder.convert(row).rows, by_object.convert(row).rows
            assert one.tokens == other.tokens
            if shape != "text":
                view = make_shape(shape).view(one.passage, TokenizerTemplate(tokenizer))
                assert "You are a helpful AI assistant named SmolLM" in view.text


def test_a_file_counts_whole_texts_even_if_it_says_to_cut_them(
    rows: list[dict[str, Any]], tokenizer: Any, tmp_path: Path
) -> None:
    tokenizer.save_pretrained(tmp_path)
    path = tmp_path / "tokenizer.json"
    own = tokenizers.Tokenizer.from_file(str(path))
    own.enable_truncation(8)
    own.enable_padding(length=1000)
    own.save(str(path))
    export = Export(shape=make_shape("text"), budget=Budget(path, 10_000))
    for row in rows:
        (found,) = export.convert(row).rows
        assert found.tokens == len(tokenizer(found.columns["text"])["input_ids"])
    assert own.truncation is not None
    by_object = Export(shape=make_shape("text"), budget=Budget(own, 10_000))
    assert by_object.convert(rows[0]).rows[0].tokens == export.convert(rows[0]).rows[0].tokens
    assert len(own.encode("word " * 50).ids) == 1000, "the user's own tokenizer is left as it is"


def test_a_beginning_of_sequence_counts_and_has_no_loss(rows: list[dict[str, Any]]) -> None:
    words = tokenizers.Tokenizer(tokenizers.models.BPE(unk_token="<unk>"))  # noqa: S106 - no password
    words.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = tokenizers.trainers.BpeTrainer(
        special_tokens=["<unk>", "<s>", "</s>"],
        initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(),
    )
    words.train_from_iterator([row["instruction"] for row in rows], trainer)
    words.post_processor = tokenizers.processors.TemplateProcessing(
        single="<s> $A", special_tokens=[("<s>", 1)]
    )
    export = Export(shape=make_shape("text", eos="</s>"), budget=Budget(words, 10_000))
    for row in rows:
        (found,) = export.convert(row).rows
        labels = token_mask(export.mask(found), words)
        assert found.tokens == len(labels.ids)
        assert (labels.ids[0], labels.labels[0], labels.labels[-1]) == (1, IGNORED, 2)
        trained = [token for token in labels.labels if token != IGNORED]
        text = words.decode(trained, skip_special_tokens=False)
        assert len(text) >= len(export.mask(found).trained)


def test_chat_templates_say_where_the_assistant_speaks(tokenizer: Any) -> None:
    chat = [
        {"role": "user", "content": "Set a."},
        {"role": "assistant", "content": "a = 1"},
        {"role": "user", "content": "Continue."},
        {"role": "assistant", "content": "Done."},
    ]

    def spoken(template: str) -> list[str]:
        tokenizer.chat_template = template
        by_tokenizer = TokenizerTemplate(tokenizer)
        text = by_tokenizer.render(chat)
        return [text[start:end] for start, end in by_tokenizer.spans(chat)]

    assert spoken(CHATML) == ["a = 1<|im_end|>", "Done.<|im_end|>"]
    bare = CHATML.replace("{% generation %}", "").replace("{% endgeneration %}", "")
    assert spoken(bare) == ["a = 1<|im_end|>\n", "Done.<|im_end|>\n"]
    with pytest.raises(ConfigError, match=r"needs \{% generation %\} blocks"):
        spoken(bare.replace("message['content']", "(message['content'] if loop.last else '')"))


def test_the_command_line_counts(
    rows: list[dict[str, Any]], tokenizer: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tokenizer.save_pretrained(tmp_path)
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for path in (tmp_path, tmp_path / "tokenizer.json"):
        command = f"export {source} -o {tmp_path}/out.jsonl --shape messages --json"
        whole = execute([*command.split(), "--tokenizer", str(path), "--max-tokens", "9999"])
        most = json.loads(capsys.readouterr().out)["tokens"]["max"]
        options = ["--tokenizer", str(path), "--max-tokens", str(most - 1)]
        cut = execute([*command.split(), *options, "--over", "cut"])
        report = json.loads(capsys.readouterr().out)
        assert (whole, cut) == (0, 0)
        assert report["cut"] >= 1
        assert report["tokens"]["max"] < most


def test_files_that_are_no_tokenizers(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ConfigError, match="no tokenizer"):
        Budget(tmp_path / "tokenizer.json", 9)
    with pytest.raises(ConfigError, match="no tokenizer"):
        Budget(tmp_path, 9)
