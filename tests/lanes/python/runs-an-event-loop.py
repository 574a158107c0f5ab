import asyncio


async def work(n):
    await asyncio.sleep(0.001 * n)
    return n


async def all_of_it():
    print(await asyncio.gather(*(work(n) for n in (3, 1, 2))))


asyncio.run(all_of_it())
