#include <iostream>

template <typename T> concept Small = sizeof(T) <= sizeof(int);

int main() {
    static_assert(Small<char>);
    std::cout << "OK\n";
}
