"""Print the primes below a number: ``python primes.py 100``."""

import sys


def is_prime(number: int) -> bool:
    """Tell whether no smaller number but 1 divides it."""
    divisors = range(2, int(number**0.5) + 1)
    return number > 1 and all(number % divisor for divisor in divisors)


for candidate in range(int(sys.argv[1])):
    if is_prime(candidate):
        print(candidate)
