"""Rows in TRL's trainer for supervised fine-tuning: one step trains, and its labels are ours."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from conftest import CHATML, WHY, set_up, tiny_model
from lintseq.training import Budget, Export, TokenizerTemplate, make_shape, token_mask

if TYPE_CHECKING:
    from pathlib import Path

torch = pytest.importorskip("torch", reason=WHY)
datasets = pytest.importorskip("datasets", reason=WHY)
trl = pytest.importorskip("trl", reason=WHY)

SHAPES = ("prompt-completion", "steps", "conversational", "messages", "text")
PLAIN = ("prompt-completion", "steps", "text")


def made(shape: str, rows: list[dict[str, Any]], tokenizer: Any) -> tuple[Export, list[Any]]:
    options = {"eos": tokenizer.eos_token} if shape in PLAIN else {}
    export = Export(
        shape=make_shape(shape, **options),
        budget=Budget(tokenizer, 100_000),
        template=TokenizerTemplate(tokenizer),
        identify=False,
    )
    found = [row for given in rows for row in export.convert(given).rows]
    assert len(found) == len(rows)
    return export, found


def trainer_of(
    shape: str, rows: list[Any], model: Any, tokenizer: Any, folder: Path, **options: Any
) -> Any:
    settings = trl.SFTConfig(
        output_dir=str(folder),
        max_steps=1,
        per_device_train_batch_size=len(rows),
        learning_rate=1e-2,
        max_length=None,
        use_cpu=True,
        bf16=False,
        report_to=[],
        save_strategy="no",
        disable_tqdm=True,
        assistant_only_loss=shape == "messages",
    )
    return trl.SFTTrainer(
        model=model,
        args=settings,
        train_dataset=datasets.Dataset.from_list([row.columns for row in rows]),
        processing_class=tokenizer,
        **options,
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_one_step_trains_on_the_labels_of_our_masks(
    shape: str, rows: list[dict[str, Any]], tokenizer: Any, tmp_path: Path
) -> None:
    if shape == "messages":
        tokenizer.chat_template = CHATML
    model = tiny_model(len(tokenizer))
    set_up(model, tokenizer)
    export, found = made(shape, rows, tokenizer)
    trainer = trainer_of(shape, found, model, tokenizer, tmp_path)
    batch = trainer.data_collator(list(trainer.train_dataset))
    for number, row in enumerate(found):
        ours = token_mask(export.mask(row), tokenizer)
        seen = [bool(bit) for bit in batch["attention_mask"][number].tolist()]
        ids = [
            i for i, there in zip(batch["input_ids"][number].tolist(), seen, strict=True) if there
        ]
        labels = [
            i for i, there in zip(batch["labels"][number].tolist(), seen, strict=True) if there
        ]
        assert ids == list(ours.ids)
        assert row.tokens == len(ids)
        # TRL cannot know where the instruction of a text ends.
        assert labels == (ids if shape == "text" else list(ours.labels))
        assert -100 in ours.labels
    before = {name: weight.clone() for name, weight in model.named_parameters()}
    result = trainer.train()
    assert math.isfinite(result.training_loss)
    assert all(not torch.equal(before[name], weight) for name, weight in model.named_parameters())


def test_a_tokenizer_without_its_own_token_gives_the_same_labels(
    rows: list[dict[str, Any]], tokenizer: Any, tmp_path: Path
) -> None:
    """A separator of ordinary text needs no token; that it may merge changes nothing."""
    model = tiny_model(len(tokenizer))
    shape = make_shape("prompt-completion", separator="### edit", eos=tokenizer.eos_token)
    export = Export(shape=shape, identify=False)
    found = [row for given in rows for row in export.convert(given).rows]
    trainer = trainer_of("prompt-completion", found, model, tokenizer, tmp_path)
    for row, theirs in zip(found, trainer.train_dataset, strict=True):
        ours = token_mask(export.mask(row), tokenizer)
        assert (theirs["input_ids"], theirs["labels"]) == (list(ours.ids), list(ours.labels))


@pytest.mark.parametrize("tied", [False, True])
def test_an_adapter_trains_the_new_rows(
    rows: list[dict[str, Any]], tokenizer: Any, tmp_path: Path, *, tied: bool
) -> None:
    pytest.importorskip("peft", reason=WHY)
    model = tiny_model(len(tokenizer), tied=tied)
    config = set_up(model, tokenizer, lora=True)["peft_config"]
    before = matrices(model)
    _, found = made("prompt-completion", rows, tokenizer)
    trainer = trainer_of("prompt-completion", found, model, tokenizer, tmp_path, peft_config=config)
    trainer.train()
    token = tokenizer.convert_tokens_to_ids("<|diff|>")
    after = matrices(trainer.model.merge_and_unload())
    assert all(token in changed(before[name], after[name]) for name in before)
    assert torch.equal(after["input"], after["output"]) == tied


@pytest.mark.parametrize("tied", [False, True])
def test_an_adapter_of_transformers_trains_the_new_rows_and_no_others(
    rows: list[dict[str, Any]], tokenizer: Any, tmp_path: Path, *, tied: bool
) -> None:
    """Its trainer takes labels as they are: ours."""
    peft = pytest.importorskip("peft", reason=WHY)
    transformers = pytest.importorskip("transformers", reason=WHY)
    model = tiny_model(len(tokenizer), tied=tied)
    config = set_up(model, tokenizer, lora=True, trainer="transformers")["peft_config"]
    before = matrices(model)
    export, found = made("text", rows, tokenizer)
    labels = [token_mask(export.mask(row), tokenizer) for row in found]
    model = peft.get_peft_model(model, config)
    settings = transformers.TrainingArguments(
        output_dir=str(tmp_path),
        max_steps=1,
        per_device_train_batch_size=1,
        learning_rate=1e-2,
        use_cpu=True,
        report_to=[],
        save_strategy="no",
        disable_tqdm=True,
    )
    data = [{"input_ids": list(one.ids), "labels": list(one.labels)} for one in labels]
    transformers.Trainer(model=model, args=settings, train_dataset=data).train()
    token = tokenizer.convert_tokens_to_ids("<|diff|>")
    after = matrices(model.merge_and_unload())
    assert [changed(before[name], after[name]) for name in before] == [[token], [token]]


def matrices(model: Any) -> dict[str, Any]:
    return {
        "input": model.get_input_embeddings().weight.detach().clone(),
        "output": model.get_output_embeddings().weight.detach().clone(),
    }


def changed(before: Any, after: Any) -> list[int]:
    """Give the rows that are not as they were."""
    rows: list[int] = (before != after).any(dim=1).nonzero().flatten().tolist()
    return rows


def test_an_adapter_without_the_lines_does_not_train_them(
    rows: list[dict[str, Any]], tokenizer: Any, tmp_path: Path
) -> None:
    """The trap that the lines are for."""
    peft = pytest.importorskip("peft", reason=WHY)
    model = tiny_model(len(tokenizer))
    set_up(model, tokenizer)
    before = matrices(model)
    _, found = made("prompt-completion", rows, tokenizer)
    forgot = peft.LoraConfig(task_type="CAUSAL_LM", target_modules="all-linear")
    trainer = trainer_of("prompt-completion", found, model, tokenizer, tmp_path, peft_config=forgot)
    trainer.train()
    after = matrices(trainer.model.merge_and_unload())
    assert not any(changed(before[name], after[name]) for name in before)
