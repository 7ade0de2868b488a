"""A ledger of what was paid."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Ledger:
    """Payments by name."""

    payments: dict[str, list[int]] = field(default_factory=dict)

    def pay(self, name: str, cents: int) -> None:
        """Note a payment."""
        if cents <= 0:
            raise ValueError(name)
        self.payments.setdefault(name, []).append(cents)

    def total(self) -> int:
        """Add all payments."""
        return sum(sum(cents) for cents in self.payments.values())


ledger = Ledger()
for number in range(1, 4):
    ledger.pay("rent", number * 100)
TOTAL = ledger.total()
