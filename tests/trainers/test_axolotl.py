"""Segments in Axolotl's own reader, and our options in its schema."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from conftest import WHY, set_up, tiny_model
from lintseq.training import Budget, Export, make_shape, setup_lines, token_mask

yaml = pytest.importorskip("yaml", reason=WHY)
pytest.importorskip("axolotl", reason=WHY)


def test_segments_give_the_labels_of_our_masks(rows: list[dict[str, Any]], tokenizer: Any) -> None:
    from axolotl.prompt_strategies.input_output import load  # noqa: PLC0415 - may be missing

    set_up(tiny_model(len(tokenizer)), tokenizer)
    settings = SimpleNamespace(train_on_inputs=False, sequence_len=4096)
    strategy = load(tokenizer, settings)
    shape = make_shape("axolotl", bos=tokenizer.bos_token, eos=tokenizer.eos_token)
    export = Export(shape=shape, budget=Budget(tokenizer, 4096), identify=False)
    for row in rows:
        (found,) = export.convert(row).rows
        theirs = strategy.tokenize_prompt(found.columns)
        ours = token_mask(export.mask(found), tokenizer)
        assert (theirs["input_ids"], theirs["labels"]) == (list(ours.ids), list(ours.labels))
        assert found.tokens == len(theirs["input_ids"])
        assert theirs["input_ids"][0] == tokenizer.bos_token_id
        assert theirs["labels"][-1] == tokenizer.eos_token_id


def test_its_schema_has_the_options_of_our_lines() -> None:
    from axolotl.utils.schemas.config import AxolotlInputConfig  # noqa: PLC0415 - may be missing

    lines = yaml.safe_load(setup_lines("axolotl"))
    assert lines["tokens"] == ["<|diff|>"]
    assert lines["lora_modules_to_save"] == ["embed_tokens", "lm_head"]
    assert lines.keys() | {"peft_trainable_token_indices"} <= AxolotlInputConfig.model_fields.keys()
