<?php

declare(strict_types=1);

namespace Shop;

final class Cart
{
    /** @var array<string, int> */
    private array $prices = [];

    public function add(string $name, int $cents): self
    {
        if ($cents < 0) {
            throw new \InvalidArgumentException("no price: $name");
        }
        $this->prices[$name] = $cents;
        return $this;
    }

    public function total(): int
    {
        return array_sum($this->prices);
    }
}

$cart = (new Cart())->add('tea', 350)->add('cake', 420);
echo $cart->total(), PHP_EOL;
