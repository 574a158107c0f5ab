answer = 41
def ask():
    return answer
ask()
