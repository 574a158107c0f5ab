try:
    try:
        {}['missing']
    except KeyError as error:
        raise ValueError('other') from error
except ValueError:
    import traceback
    traceback.print_exc()
