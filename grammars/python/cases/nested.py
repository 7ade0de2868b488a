# Functions in functions, classes in functions, functions in classes.
def factory(size):  #: factory
    scale = size * 2  #: scale

    class Local:  #: local
        factor = scale  #: factor -> scale

        def get(self):  #: get
            def helper():  #: helper
                return scale + size  #: -> scale

            return helper()  #: -> helper

    def build():  #: build
        return Local()  #: made -> local

    return build()  #: -> build


print(factory(1))  #: -> factory


def recursive(depth):  #: recursive
    if depth:
        return recursive(depth - 1)  #: recursion
    return 0  #: end


recursive(2)  #: -> recursive
async def wait():  #: wait
    await other()  #: await -> other
    async for item in other():  #: async_for
        print(item)  #: -> async_for
    async with other() as thing:  #: async_with
        print(thing)  #: -> async_with


async def other():  #: other
    yield 1
