def ask():
    return answer
ask()  # 42
