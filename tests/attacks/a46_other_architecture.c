/* A46: call the kernel by the path of 32-bit programs, whose numbers mean other calls. */
#include <stdio.h>

int main(void) {
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(20) : "memory"); /* getpid */
    printf("broken: %ld\n", result);
    return 0;
}
