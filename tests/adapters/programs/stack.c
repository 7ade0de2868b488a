#include <stdio.h>
#include <stdlib.h>

#define LIMIT 8

struct stack {
    int items[LIMIT];
    size_t size;
};

/* Puts a number on the stack. */
static int push(struct stack *stack, int item)
{
    if (stack->size == LIMIT)
        return 0;
    stack->items[stack->size++] = item;
    return 1;
}

int main(void)
{
    struct stack numbers = {.size = 0};
    for (int number = 0; push(&numbers, number * number); number++)
        printf("%d\n", number);
    return EXIT_SUCCESS;
}
