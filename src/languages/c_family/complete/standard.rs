//! What the standard libraries declare where.

use super::headers::Header;

/// The headers of C17 (ISO/IEC 9899:2018, clause 7), and of POSIX.1-2017 those that programs for
/// people to read use most.
pub(super) const C: &[Header] = &[
    ("assert.h", "assert static_assert"),
    (
        "ctype.h",
        "isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower toupper",
    ),
    ("errno.h", "errno EDOM EILSEQ ERANGE EINTR EAGAIN ENOENT EINVAL ENOMEM EEXIST"),
    (
        "float.h",
        "FLT_DIG FLT_EPSILON FLT_MAX FLT_MIN DBL_DIG DBL_EPSILON DBL_MAX DBL_MIN LDBL_EPSILON LDBL_MAX LDBL_MIN",
    ),
    (
        "inttypes.h",
        "PRId8 PRId16 PRId32 PRId64 PRIu8 PRIu16 PRIu32 PRIu64 PRIx32 PRIx64 PRIX64 PRIdPTR PRIuPTR PRIxPTR strtoimax",
    ),
    (
        "limits.h",
        "CHAR_BIT CHAR_MAX CHAR_MIN INT_MAX INT_MIN LLONG_MAX LLONG_MIN LONG_MAX LONG_MIN SCHAR_MAX SCHAR_MIN SHRT_MAX \
         SHRT_MIN UCHAR_MAX UINT_MAX ULLONG_MAX ULONG_MAX USHRT_MAX PATH_MAX",
    ),
    ("locale.h", "setlocale localeconv LC_ALL LC_CTYPE LC_NUMERIC"),
    (
        "math.h",
        "acos asin atan atan2 cos sin tan cosh sinh tanh exp exp2 expm1 frexp ldexp log log10 log1p log2 modf cbrt fabs \
         hypot pow sqrt erf tgamma lgamma ceil floor nearbyint rint lround round trunc fmod remainder copysign fmax fmin \
         fma isnan isinf isfinite signbit sqrtf powf sinf cosf fabsf floorf ceilf NAN INFINITY HUGE_VAL M_PI M_E",
    ),
    ("setjmp.h", "setjmp longjmp jmp_buf"),
    (
        "signal.h",
        "signal raise sigaction sigemptyset sigaddset sigprocmask kill SIGABRT SIGFPE SIGILL SIGINT SIGSEGV SIGTERM \
      SIGKILL SIGCHLD SIGALRM SIGUSR1 SIGPIPE SIG_DFL SIG_IGN sig_atomic_t sigset_t",
    ),
    ("stdarg.h", "va_list va_start va_end va_arg va_copy"),
    ("stdatomic.h", "atomic_init atomic_fetch_add atomic_load atomic_store atomic_flag atomic_int"),
    ("stdbool.h", "bool true false"),
    ("stddef.h", "size_t ptrdiff_t NULL offsetof max_align_t"),
    (
        "stdint.h",
        "int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t intmax_t uintmax_t \
         int_fast8_t int_fast16_t int_fast32_t int_least8_t int_least16_t int_least32_t uint_fast32_t uint_least32_t \
         INT8_MAX INT16_MAX INT32_MAX INT64_MAX INT8_MIN INT16_MIN INT32_MIN INT64_MIN UINT8_MAX UINT16_MAX UINT32_MAX \
         UINT64_MAX SIZE_MAX UINT64_C INT64_C",
    ),
    (
        "stdio.h",
        "printf fprintf sprintf snprintf vprintf vfprintf vsprintf vsnprintf scanf fscanf sscanf puts putchar fputs fputc \
         putc getchar gets fgets fgetc getc ungetc fopen freopen fclose fflush fread fwrite fseek ftell rewind feof ferror \
         clearerr perror remove rename tmpfile setbuf setvbuf fileno popen pclose getline dprintf FILE EOF BUFSIZ stdin \
         stdout stderr SEEK_SET SEEK_CUR SEEK_END fpos_t",
    ),
    (
        "stdlib.h",
        "malloc calloc realloc free aligned_alloc abort exit _Exit quick_exit atexit system getenv setenv abs labs llabs \
         div ldiv rand srand qsort bsearch atoi atol atoll atof strtol strtoll strtoul strtoull strtod strtof mblen \
         mbtowc wctomb mbstowcs wcstombs EXIT_SUCCESS EXIT_FAILURE RAND_MAX div_t mkstemp posix_memalign",
    ),
    (
        "string.h",
        "memcpy memmove memset memcmp memchr strcpy strncpy strcat strncat strcmp strncmp strcoll strxfrm strchr strrchr \
         strstr strtok strspn strcspn strpbrk strlen strerror strdup strndup strnlen strtok_r strsignal",
    ),
    ("strings.h", "strcasecmp strncasecmp bzero bcopy"),
    ("threads.h", "thrd_create thrd_join thrd_t thrd_success mtx_t mtx_init mtx_lock mtx_unlock mtx_plain cnd_t"),
    (
        "time.h",
        "time clock difftime mktime asctime ctime gmtime localtime strftime localtime_r gmtime_r nanosleep clock_gettime \
         time_t clock_t CLOCKS_PER_SEC CLOCK_MONOTONIC CLOCK_REALTIME",
    ),
    ("wchar.h", "wprintf wcslen wcscpy wcscmp wint_t mbstate_t"),
    ("wctype.h", "iswalpha iswdigit towupper towlower"),
    (
        "pthread.h",
        "pthread_t pthread_create pthread_join pthread_exit pthread_detach pthread_self pthread_equal pthread_cancel \
         pthread_mutex_t pthread_mutex_init pthread_mutex_lock pthread_mutex_unlock pthread_mutex_destroy pthread_cond_t \
         pthread_cond_wait pthread_cond_signal pthread_cond_broadcast pthread_rwlock_t pthread_once_t pthread_attr_t \
         PTHREAD_MUTEX_INITIALIZER PTHREAD_COND_INITIALIZER",
    ),
    (
        "unistd.h",
        "fork execl execlp execv execvp execve getpid getppid getuid sleep usleep pipe dup dup2 read write close lseek \
         unlink rmdir chdir getcwd access alarm pause isatty sysconf ssize_t pid_t STDIN_FILENO STDOUT_FILENO \
         STDERR_FILENO _exit",
    ),
    ("sys/wait.h", "wait waitpid WIFEXITED WEXITSTATUS WIFSIGNALED WTERMSIG WNOHANG"),
    ("sys/time.h", "gettimeofday"),
    ("sys/mman.h", "mmap munmap PROT_READ PROT_WRITE MAP_PRIVATE MAP_SHARED MAP_ANONYMOUS MAP_FAILED"),
    ("fcntl.h", "open O_RDONLY O_WRONLY O_RDWR O_CREAT O_TRUNC O_APPEND O_EXCL"),
    ("semaphore.h", "sem_t sem_init sem_wait sem_post sem_destroy"),
];

/// The headers of C++ (ISO/IEC 14882:2020, \[headers\] and the synopses) with what they declare in `std`.
pub(super) const CPP: &[Header] = &[
    (
        "algorithm",
        "all_of any_of none_of for_each for_each_n find find_if find_if_not find_end find_first_of adjacent_find count \
         count_if mismatch equal is_permutation search copy copy_n copy_if copy_backward swap_ranges iter_swap transform \
         replace replace_if fill fill_n generate generate_n remove_if remove_copy_if unique unique_copy reverse \
         reverse_copy rotate shuffle sample is_partitioned partition stable_partition partition_point sort stable_sort \
         partial_sort is_sorted is_sorted_until nth_element lower_bound upper_bound equal_range binary_search merge \
         inplace_merge includes set_union set_intersection set_difference set_symmetric_difference push_heap pop_heap \
         make_heap sort_heap is_heap min max minmax min_element max_element minmax_element clamp \
         lexicographical_compare next_permutation prev_permutation random_shuffle",
    ),
    ("any", "any any_cast make_any bad_any_cast"),
    ("array", "array to_array"),
    (
        "atomic",
        "atomic atomic_flag atomic_bool atomic_int atomic_thread_fence memory_order memory_order_relaxed \
         memory_order_consume memory_order_acquire memory_order_release memory_order_acq_rel memory_order_seq_cst",
    ),
    ("bit", "bit_cast popcount has_single_bit countl_zero countr_zero endian"),
    ("bitset", "bitset"),
    ("charconv", "from_chars to_chars chars_format"),
    ("chrono", "chrono chrono_literals"),
    ("codecvt", "codecvt_utf8"),
    ("compare", "strong_ordering weak_ordering partial_ordering"),
    ("complex", "complex"),
    (
        "concepts",
        "same_as derived_from convertible_to integral floating_point signed_integral unsigned_integral equality_comparable \
         totally_ordered copyable movable regular semiregular invocable predicate",
    ),
    ("condition_variable", "condition_variable condition_variable_any cv_status"),
    ("coroutine", "coroutine_handle suspend_always suspend_never noop_coroutine"),
    ("deque", "deque"),
    (
        "exception",
        "exception exception_ptr current_exception rethrow_exception terminate set_terminate uncaught_exceptions",
    ),
    ("execution", "execution"),
    ("filesystem", "filesystem"),
    ("format", "format format_to vformat"),
    ("forward_list", "forward_list"),
    ("fstream", "ifstream ofstream fstream filebuf wifstream wofstream"),
    (
        "functional",
        "function bind ref cref mem_fn invoke not_fn plus minus multiplies divides modulus negate equal_to not_equal_to \
         greater less greater_equal less_equal logical_and logical_or logical_not hash placeholders reference_wrapper \
         bad_function_call bind1st ptr_fun",
    ),
    ("future", "future shared_future promise packaged_task async launch future_status future_error"),
    ("initializer_list", "initializer_list"),
    ("iomanip", "setw setprecision setfill setbase put_time get_time quoted setiosflags"),
    (
        "iostream",
        "cout cin cerr clog wcout wcin wcerr endl flush ends ostream istream iostream ios ios_base boolalpha noboolalpha hex \
         dec oct fixed scientific showpoint showpos showbase uppercase left right internal ws skipws noskipws streamsize \
         streambuf",
    ),
    (
        "iterator",
        "iterator_traits reverse_iterator move_iterator back_inserter front_inserter inserter ostream_iterator \
         istream_iterator istreambuf_iterator ostreambuf_iterator advance distance next prev begin end cbegin cend rbegin \
         rend size ssize empty data make_move_iterator input_iterator_tag forward_iterator_tag bidirectional_iterator_tag \
         random_access_iterator_tag output_iterator_tag iterator back_insert_iterator",
    ),
    ("limits", "numeric_limits"),
    ("list", "list"),
    ("locale", "locale wstring_convert"),
    ("map", "map multimap"),
    (
        "memory",
        "unique_ptr shared_ptr weak_ptr auto_ptr make_unique make_shared allocate_shared enable_shared_from_this allocator \
         allocator_traits default_delete addressof static_pointer_cast dynamic_pointer_cast const_pointer_cast \
         uninitialized_copy uninitialized_fill owner_less construct_at destroy_at align",
    ),
    (
        "mutex",
        "mutex recursive_mutex timed_mutex lock_guard unique_lock scoped_lock call_once once_flag lock try_lock defer_lock \
         adopt_lock try_to_lock",
    ),
    ("new", "bad_alloc nothrow launder new_handler set_new_handler"),
    ("numbers", "numbers"),
    (
        "numeric",
        "accumulate inner_product partial_sum adjacent_difference iota reduce transform_reduce gcd lcm midpoint",
    ),
    ("optional", "optional nullopt nullopt_t make_optional bad_optional_access"),
    ("queue", "queue priority_queue"),
    (
        "random",
        "mt19937 mt19937_64 random_device default_random_engine minstd_rand uniform_int_distribution \
         uniform_real_distribution normal_distribution bernoulli_distribution seed_seq discrete_distribution",
    ),
    ("ranges", "ranges views"),
    ("ratio", "ratio milli micro nano kilo mega"),
    (
        "regex",
        "regex smatch cmatch regex_match regex_search regex_replace sregex_iterator regex_error sregex_token_iterator",
    ),
    ("set", "set multiset"),
    ("shared_mutex", "shared_mutex shared_lock shared_timed_mutex"),
    ("source_location", "source_location"),
    ("span", "span"),
    ("sstream", "stringstream istringstream ostringstream wstringstream stringbuf"),
    ("stack", "stack"),
    (
        "stdexcept",
        "logic_error runtime_error invalid_argument domain_error length_error out_of_range range_error overflow_error \
         underflow_error",
    ),
    ("stop_token", "stop_token stop_source"),
    (
        "string",
        "string wstring u16string u32string u8string basic_string char_traits to_string to_wstring stoi stol stoll stoul \
         stoull stof stod stold string_literals getline literals",
    ),
    ("string_view", "string_view wstring_view basic_string_view string_view_literals"),
    ("system_error", "error_code error_condition system_error errc error_category make_error_code generic_category"),
    ("thread", "thread jthread this_thread"),
    (
        "tuple",
        "tuple make_tuple tie forward_as_tuple tuple_cat get apply ignore tuple_size tuple_element make_from_tuple",
    ),
    (
        "type_traits",
        "enable_if enable_if_t conditional conditional_t is_same is_same_v is_integral is_integral_v is_arithmetic \
         is_floating_point is_floating_point_v is_pointer is_array is_class is_enum is_function is_reference is_const \
         is_base_of is_base_of_v is_convertible is_convertible_v is_void is_trivial is_pod is_abstract is_polymorphic \
         is_constructible is_copy_constructible is_move_constructible is_nothrow_move_constructible is_trivially_copyable \
         is_lvalue_reference is_rvalue_reference is_rvalue_reference_v is_lvalue_reference_v remove_reference \
         remove_reference_t remove_const remove_cv remove_cv_t remove_cvref_t remove_pointer add_const add_pointer \
         add_lvalue_reference decay decay_t common_type common_type_t underlying_type underlying_type_t result_of \
         invoke_result invoke_result_t true_type false_type integral_constant bool_constant void_t is_invocable \
         is_standard_layout is_signed is_unsigned make_unsigned make_unsigned_t make_signed is_arithmetic_v aligned_storage \
         conjunction disjunction negation is_constant_evaluated rank extent alignment_of",
    ),
    ("typeindex", "type_index"),
    ("typeinfo", "type_info bad_cast bad_typeid"),
    ("unordered_map", "unordered_map unordered_multimap"),
    ("unordered_set", "unordered_set unordered_multiset"),
    (
        "utility",
        "pair make_pair move forward swap exchange declval piecewise_construct integer_sequence index_sequence \
         make_index_sequence index_sequence_for in_place as_const cmp_less to_underlying move_if_noexcept rel_ops",
    ),
    ("valarray", "valarray slice"),
    ("variant", "variant visit holds_alternative get_if monostate bad_variant_access variant_size"),
    ("vector", "vector"),
    ("cstddef", "byte nullptr_t"),
];

/// The headers that came with C++20, and the names of `std` in them and in older ones that did.
pub(super) const CPP20: &str = "barrier bit compare concepts coroutine format latch numbers ranges semaphore \
source_location span stop_token syncstream version \
bit_cast popcount has_single_bit countl_zero countr_zero endian strong_ordering weak_ordering partial_ordering same_as \
derived_from convertible_to integral floating_point signed_integral unsigned_integral equality_comparable \
totally_ordered invocable coroutine_handle suspend_always suspend_never views stop_source counting_semaphore \
binary_semaphore jthread to_array ssize midpoint lerp remove_cvref remove_cvref_t erase_if cmp_less cmp_equal \
construct_at is_constant_evaluated bind_front identity to_address";
