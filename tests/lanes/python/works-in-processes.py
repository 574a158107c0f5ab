import multiprocessing


def square(n):
    return n * n


if __name__ == '__main__':
    with multiprocessing.Pool(2) as pool:
        print(pool.map(square, range(5)))
    print(multiprocessing.current_process().name, multiprocessing.parent_process())
