"""From rows of edits to training rows, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lintseq.formats import find_format
from lintseq.row import BadRow, Row
from lintseq.sequence import Reject
from lintseq.training.source import UnusableRow, read_source
from lintseq.training.template import ChatMl, TokenizerTemplate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lintseq.row import Columns
    from lintseq.training.budget import Budget
    from lintseq.training.mask import Mask
    from lintseq.training.passage import Passage
    from lintseq.training.shape import Shape
    from lintseq.training.source import Source
    from lintseq.training.template import ChatTemplate

__all__ = ["Converted", "Export", "TrainingRow"]


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A row for a trainer.

    Attributes:
        columns: Its columns.
        passage: The edits in it.
        tokens: How many tokens the trainer sees; None without a budget.
    """

    columns: Columns
    passage: Passage
    tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of a row: training rows, or why there are none, or both.

    Attributes:
        rows: The training rows.
        rejects: What gave none, and why.
    """

    rows: tuple[TrainingRow, ...] = ()
    rejects: tuple[Reject, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    r"""What to make of rows of edits.

    Attributes:
        shape: The shape of the training rows, see `make_shape`.
        budget: How many tokens they may have; None for any number.
        template: What the trainer makes of messages. None takes the chat template of the budget's
            tokenizer if it has one, else ChatML.
        instruction_column: The column with the instruction. None takes ``instruction`` or
            ``prompt``, where one holds text.
        edit_format: The edit format that rows have to have; None for any.
        identify: Whether to keep ``row_id``, ``sample`` and ``language``.

    Raises:
        UnknownFormatError: If no edit format has the name.

    Example:
        >>> from lintseq.training import Export, make_shape
        >>> export = Export(shape=make_shape("prompt-completion", eos="</s>"), identify=False)
        >>> row = {"instruction": "Set a.", "edit_path": ["@@ -0,0 +1 @@\n+a = 1"]}
        >>> export.convert(row).rows[0].columns["completion"]
        '\n<|diff|>@@ -0,0 +1 @@\n+a = 1\n<|diff|>\n<|diff|></s>'
    """

    shape: Shape
    budget: Budget | None = None
    template: ChatTemplate | None = None
    instruction_column: str | None = None
    edit_format: str | None = None
    identify: bool = True
    _template: ChatTemplate = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.edit_format is not None:
            find_format(self.edit_format)
        template = self.template
        if template is None:
            chat = self.budget.tokens.chat if self.budget is not None else None
            template = ChatMl() if chat is None else TokenizerTemplate(chat)
        object.__setattr__(self, "_template", template)

    def convert(self, row: Row | BadRow | Mapping[str, Any]) -> Converted:
        """Make training rows of a row. No content makes it raise.

        Returns:
            At least one training row or reject.

        Raises:
            ConfigError: If the tokenizer gives no tokens.
        """
        if isinstance(row, BadRow):
            return Converted(rejects=(Reject(row.reason, row.detail, ""),))
        columns = row.columns if isinstance(row, Row) else row
        language = columns.get("language")
        language = language if isinstance(language, str) else ""
        try:
            source = read_source(columns, self.instruction_column)
            self._check_format(source)
            passages = self.shape.passages(source)
        except UnusableRow as error:
            return Converted(rejects=(Reject(error.reason, error.detail, language),))
        made = [self._row(passage) for passage in passages]
        return Converted(
            tuple(row for row in made if isinstance(row, TrainingRow)),
            tuple(
                Reject(error.reason, error.detail, language)
                for error in made
                if isinstance(error, UnusableRow)
            ),
        )

    def mask(self, row: TrainingRow) -> Mask:
        """Give what the trainer sees of a training row, and where there is loss.

        Raises:
            ConfigError: If the chat template does not tell where the assistant speaks.
        """
        return self.shape.mask(row.passage, self._template)

    def _check_format(self, source: Source) -> None:
        if self.edit_format not in (None, source.edit_format):
            raise UnusableRow(
                "other-format", f"the format is {source.edit_format}, not {self.edit_format}"
            )

    def _row(self, passage: Passage) -> TrainingRow | UnusableRow:
        if self.budget is None:
            return TrainingRow(self._columns(passage), passage)
        tokens = self._count(passage, self.budget)
        if tokens > self.budget.max_tokens:
            shorter = self._cut(passage, self.budget)
            if shorter is None:
                most = self.budget.max_tokens
                detail = f"{passage}: {tokens:,} tokens, at most {most:,}"
                return UnusableRow("too-many-tokens", detail)
            passage = shorter
            tokens = self._count(passage, self.budget)
        return TrainingRow(self._columns(passage), passage, tokens)

    def _count(self, passage: Passage, budget: Budget) -> int:
        return budget.count(self.shape.view(passage, self._template))

    def _cut(self, passage: Passage, budget: Budget) -> Passage | None:
        """Leave out edits at the end, as few as possible; None if that does not help.

        Bisected: a text of more edits is taken to have more tokens.
        """
        fits, exceeds = 0, len(passage.edits)
        while budget.over == "cut" and exceeds - fits > 1:
            middle = (fits + exceeds) // 2
            if self._count(passage.shortened(middle), budget) <= budget.max_tokens:
                fits = middle
            else:
                exceeds = middle
        return passage.shortened(fits) if fits else None

    def _columns(self, passage: Passage) -> Columns:
        columns = self.shape.columns(passage)
        source = passage.source
        if self.identify:
            columns |= {
                "row_id": source.row_id,
                "sample": source.sample,
                "language": source.language,
            }
        if self.budget is not None and self.budget.over == "cut":
            columns |= {"n_edits": len(passage.edits), "cut": passage.cut}
        return columns
