//! What the Java library holds where: the public classes of the packages that notes name most, as
//! `jimage list` tells them of a JDK.

/// The packages that jshell imports at its start (`jshell --startup DEFAULT`).
pub(super) const JSHELL: [&str; 10] = [
    "java.io",
    "java.math",
    "java.net",
    "java.nio.file",
    "java.util",
    "java.util.concurrent",
    "java.util.function",
    "java.util.prefs",
    "java.util.regex",
    "java.util.stream",
];

/// Further packages with their classes, which are imported one by one so that no name becomes
/// ambiguous. Of two classes of one name the first is taken; those that jshell's packages hold are none.
pub(super) const FURTHER: &[(&str, &str)] = &[
    (
        "java.lang.annotation",
        "Annotation AnnotationFormatError AnnotationTypeMismatchException Documented ElementType \
         IncompleteAnnotationException Inherited Native Repeatable Retention RetentionPolicy Target",
    ),
    (
        "java.lang.invoke",
        "CallSite ConstantBootstraps ConstantCallSite LambdaConversionException LambdaMetafactory MethodHandle \
         MethodHandleInfo MethodHandleProxies MethodHandles MethodType MutableCallSite SerializedLambda \
         StringConcatException StringConcatFactory SwitchPoint TypeDescriptor VarHandle VolatileCallSite \
         WrongMethodTypeException",
    ),
    (
        "java.lang.management",
        "BufferPoolMXBean ClassLoadingMXBean CompilationMXBean GarbageCollectorMXBean LockInfo ManagementFactory \
         ManagementPermission MemoryMXBean MemoryManagerMXBean MemoryNotificationInfo MemoryPoolMXBean \
         MemoryType MemoryUsage MonitorInfo OperatingSystemMXBean PlatformLoggingMXBean PlatformManagedObject \
         RuntimeMXBean ThreadInfo ThreadMXBean",
    ),
    ("java.lang.ref", "Cleaner PhantomReference Reference ReferenceQueue SoftReference WeakReference"),
    (
        "java.lang.reflect",
        "AccessibleObject AnnotatedArrayType AnnotatedElement AnnotatedParameterizedType AnnotatedType \
         AnnotatedTypeVariable AnnotatedWildcardType Array Constructor Executable Field GenericArrayType \
         GenericDeclaration GenericSignatureFormatError InaccessibleObjectException InvocationHandler \
         InvocationTargetException MalformedParameterizedTypeException MalformedParametersException Member \
         Method Modifier Parameter ParameterizedType RecordComponent ReflectPermission Type TypeVariable \
         UndeclaredThrowableException WildcardType",
    ),
    (
        "java.net.http",
        "HttpClient HttpConnectTimeoutException HttpHeaders HttpRequest HttpResponse HttpTimeoutException \
         WebSocket WebSocketHandshakeException",
    ),
    (
        "java.nio",
        "Buffer BufferOverflowException BufferUnderflowException ByteBuffer ByteOrder CharBuffer DoubleBuffer \
         FloatBuffer IntBuffer InvalidMarkException LongBuffer MappedByteBuffer ReadOnlyBufferException \
         ShortBuffer",
    ),
    (
        "java.nio.channels",
        "AcceptPendingException AlreadyBoundException AlreadyConnectedException AsynchronousByteChannel \
         AsynchronousChannel AsynchronousChannelGroup AsynchronousCloseException AsynchronousFileChannel \
         AsynchronousServerSocketChannel AsynchronousSocketChannel ByteChannel CancelledKeyException Channel \
         Channels ClosedByInterruptException ClosedChannelException ClosedSelectorException CompletionHandler \
         ConnectionPendingException DatagramChannel FileChannel FileLock FileLockInterruptionException \
         GatheringByteChannel IllegalBlockingModeException IllegalChannelGroupException IllegalSelectorException \
         InterruptedByTimeoutException InterruptibleChannel MembershipKey MulticastChannel NetworkChannel \
         NoConnectionPendingException NonReadableChannelException NonWritableChannelException \
         NotYetBoundException NotYetConnectedException OverlappingFileLockException Pipe ReadPendingException \
         ReadableByteChannel ScatteringByteChannel SeekableByteChannel SelectableChannel SelectionKey Selector \
         ServerSocketChannel ShutdownChannelGroupException SocketChannel UnresolvedAddressException \
         UnsupportedAddressTypeException WritableByteChannel WritePendingException",
    ),
    (
        "java.nio.charset",
        "CharacterCodingException Charset CharsetDecoder CharsetEncoder CoderMalfunctionError CoderResult \
         CodingErrorAction IllegalCharsetNameException MalformedInputException StandardCharsets \
         UnmappableCharacterException UnsupportedCharsetException",
    ),
    (
        "java.nio.file.attribute",
        "AclEntry AclEntryFlag AclEntryPermission AclEntryType AclFileAttributeView AttributeView \
         BasicFileAttributeView BasicFileAttributes DosFileAttributeView DosFileAttributes FileAttribute \
         FileAttributeView FileOwnerAttributeView FileStoreAttributeView FileTime GroupPrincipal \
         PosixFileAttributeView PosixFileAttributes PosixFilePermission PosixFilePermissions \
         UserDefinedFileAttributeView UserPrincipal UserPrincipalLookupService UserPrincipalNotFoundException",
    ),
    (
        "java.security",
        "AccessControlContext AccessControlException AccessController AlgorithmConstraints \
         AlgorithmParameterGenerator AlgorithmParameterGeneratorSpi AlgorithmParameters AlgorithmParametersSpi \
         AllPermission AuthProvider BasicPermission Certificate CodeSigner CodeSource CryptoPrimitive \
         DigestException DigestInputStream DigestOutputStream DomainCombiner DomainLoadStoreParameter \
         DrbgParameters GeneralSecurityException Guard GuardedObject Identity IdentityScope \
         InvalidAlgorithmParameterException InvalidKeyException InvalidParameterException Key KeyException \
         KeyFactory KeyFactorySpi KeyManagementException KeyPair KeyPairGenerator KeyPairGeneratorSpi KeyRep \
         KeyStore KeyStoreException KeyStoreSpi MessageDigest MessageDigestSpi NoSuchAlgorithmException \
         NoSuchProviderException PKCS12Attribute Permission PermissionCollection Permissions Policy PolicySpi \
         Principal PrivateKey PrivilegedAction PrivilegedActionException PrivilegedExceptionAction \
         ProtectionDomain Provider ProviderException PublicKey SecureClassLoader SecureRandom \
         SecureRandomParameters SecureRandomSpi Security SecurityPermission Signature SignatureException \
         SignatureSpi SignedObject Signer Timestamp URIParameter UnrecoverableEntryException \
         UnrecoverableKeyException UnresolvedPermission",
    ),
    (
        "java.security.spec",
        "AlgorithmParameterSpec DSAGenParameterSpec DSAParameterSpec DSAPrivateKeySpec DSAPublicKeySpec ECField \
         ECFieldF2m ECFieldFp ECGenParameterSpec ECParameterSpec ECPoint ECPrivateKeySpec ECPublicKeySpec \
         EdDSAParameterSpec EdECPoint EdECPrivateKeySpec EdECPublicKeySpec EllipticCurve EncodedKeySpec \
         InvalidKeySpecException InvalidParameterSpecException KeySpec MGF1ParameterSpec NamedParameterSpec \
         PKCS8EncodedKeySpec PSSParameterSpec RSAKeyGenParameterSpec RSAMultiPrimePrivateCrtKeySpec \
         RSAOtherPrimeInfo RSAPrivateCrtKeySpec RSAPrivateKeySpec RSAPublicKeySpec X509EncodedKeySpec \
         XECPrivateKeySpec XECPublicKeySpec",
    ),
    (
        "java.sql",
        "BatchUpdateException Blob CallableStatement ClientInfoStatus Clob Connection ConnectionBuilder \
         DataTruncation DatabaseMetaData Driver DriverAction DriverManager DriverPropertyInfo JDBCType NClob \
         ParameterMetaData PreparedStatement PseudoColumnUsage Ref ResultSet ResultSetMetaData RowId \
         RowIdLifetime SQLClientInfoException SQLData SQLDataException SQLException \
         SQLFeatureNotSupportedException SQLInput SQLIntegrityConstraintViolationException \
         SQLInvalidAuthorizationSpecException SQLNonTransientConnectionException SQLNonTransientException \
         SQLOutput SQLPermission SQLRecoverableException SQLSyntaxErrorException SQLTimeoutException \
         SQLTransactionRollbackException SQLTransientConnectionException SQLTransientException SQLType \
         SQLWarning SQLXML Savepoint ShardingKey ShardingKeyBuilder Statement Struct Time Types Wrapper",
    ),
    (
        "java.text",
        "AttributedCharacterIterator AttributedString Bidi BreakIterator CharacterIterator ChoiceFormat \
         CollationElementIterator CollationKey Collator CompactNumberFormat DateFormat DateFormatSymbols \
         DecimalFormat DecimalFormatSymbols FieldPosition Format MessageFormat Normalizer NumberFormat \
         ParseException ParsePosition RuleBasedCollator SimpleDateFormat StringCharacterIterator",
    ),
    (
        "java.time",
        "Clock DateTimeException DayOfWeek Duration Instant InstantSource LocalDate LocalDateTime LocalTime \
         Month MonthDay OffsetDateTime OffsetTime Period Year YearMonth ZoneId ZoneOffset ZonedDateTime",
    ),
    (
        "java.time.chrono",
        "AbstractChronology ChronoLocalDate ChronoLocalDateTime ChronoPeriod ChronoZonedDateTime Chronology Era \
         HijrahChronology HijrahDate HijrahEra IsoChronology IsoEra JapaneseChronology JapaneseDate JapaneseEra \
         MinguoChronology MinguoDate MinguoEra ThaiBuddhistChronology ThaiBuddhistDate ThaiBuddhistEra",
    ),
    (
        "java.time.format",
        "DateTimeFormatter DateTimeFormatterBuilder DateTimeParseException DecimalStyle FormatStyle \
         ResolverStyle SignStyle TextStyle",
    ),
    (
        "java.time.temporal",
        "ChronoField ChronoUnit IsoFields JulianFields Temporal TemporalAccessor TemporalAdjuster \
         TemporalAdjusters TemporalAmount TemporalField TemporalQueries TemporalQuery TemporalUnit \
         UnsupportedTemporalTypeException ValueRange WeekFields",
    ),
    (
        "java.util.concurrent.atomic",
        "AtomicBoolean AtomicInteger AtomicIntegerArray AtomicIntegerFieldUpdater AtomicLong AtomicLongArray \
         AtomicLongFieldUpdater AtomicMarkableReference AtomicReference AtomicReferenceArray \
         AtomicReferenceFieldUpdater AtomicStampedReference DoubleAccumulator DoubleAdder LongAccumulator \
         LongAdder",
    ),
    (
        "java.util.concurrent.locks",
        "AbstractOwnableSynchronizer AbstractQueuedLongSynchronizer AbstractQueuedSynchronizer Condition Lock \
         LockSupport ReadWriteLock ReentrantLock ReentrantReadWriteLock StampedLock",
    ),
    ("java.util.jar", "Attributes JarEntry JarException JarFile JarInputStream JarOutputStream Manifest"),
    (
        "java.util.logging",
        "ConsoleHandler ErrorManager FileHandler Filter Handler Level LogManager LogRecord Logger LoggingMXBean \
         LoggingPermission MemoryHandler SimpleFormatter SocketHandler StreamHandler XMLFormatter",
    ),
    ("java.util.random", "RandomGenerator RandomGeneratorFactory"),
    (
        "java.util.zip",
        "Adler32 CRC32 CRC32C CheckedInputStream CheckedOutputStream Checksum DataFormatException Deflater \
         DeflaterInputStream DeflaterOutputStream GZIPInputStream GZIPOutputStream Inflater InflaterInputStream \
         InflaterOutputStream ZipEntry ZipError ZipException ZipFile ZipInputStream ZipOutputStream",
    ),
    (
        "java.beans",
        "AppletInitializer BeanDescriptor BeanInfo BeanProperty Beans ConstructorProperties Customizer \
         DefaultPersistenceDelegate DesignMode Encoder EventHandler EventSetDescriptor ExceptionListener \
         Expression FeatureDescriptor IndexedPropertyChangeEvent IndexedPropertyDescriptor \
         IntrospectionException Introspector JavaBean MethodDescriptor ParameterDescriptor PersistenceDelegate \
         PropertyChangeEvent PropertyChangeListener PropertyChangeListenerProxy PropertyChangeSupport \
         PropertyDescriptor PropertyEditor PropertyEditorManager PropertyEditorSupport PropertyVetoException \
         SimpleBeanInfo Transient VetoableChangeListener VetoableChangeListenerProxy VetoableChangeSupport \
         Visibility XMLDecoder XMLEncoder",
    ),
    (
        "java.awt",
        "BorderLayout Color Component Container Dimension FlowLayout Font Graphics Graphics2D GridLayout Image Insets \
         LayoutManager Point Rectangle Robot Toolkit",
    ),
    (
        "java.awt.event",
        "ActionEvent ActionListener KeyAdapter KeyEvent KeyListener MouseAdapter MouseEvent MouseListener WindowAdapter \
         WindowEvent WindowListener",
    ),
    (
        "javax.crypto",
        "AEADBadTagException BadPaddingException Cipher CipherInputStream CipherOutputStream CipherSpi \
         DecapsulateException EncryptedPrivateKeyInfo ExemptionMechanism ExemptionMechanismException \
         ExemptionMechanismSpi IllegalBlockSizeException KEM KEMSpi KeyAgreement KeyAgreementSpi KeyGenerator \
         KeyGeneratorSpi Mac MacSpi NoSuchPaddingException NullCipher SealedObject SecretKey SecretKeyFactory \
         SecretKeyFactorySpi ShortBufferException",
    ),
    (
        "javax.crypto.spec",
        "ChaCha20ParameterSpec DESKeySpec DESedeKeySpec DHGenParameterSpec DHParameterSpec DHPrivateKeySpec \
         DHPublicKeySpec GCMParameterSpec IvParameterSpec OAEPParameterSpec PBEKeySpec PBEParameterSpec PSource \
         RC2ParameterSpec RC5ParameterSpec SecretKeySpec",
    ),
    (
        "javax.swing",
        "Action BorderFactory ImageIcon JButton JCheckBox JComboBox JComponent JDialog JFrame JLabel JList JMenu \
         JMenuBar JMenuItem JOptionPane JPanel JScrollPane JTable JTextArea JTextField SwingUtilities SwingWorker",
    ),
    ("javax.management", "MBeanServer MXBean ObjectInstance ObjectName StandardMBean"),
    ("sun.misc", "Unsafe"),
];

/// The classes of `java.lang`, which need no import.
pub(super) const LANG: &str = "AbstractMethodError Appendable ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException \
AssertionError AutoCloseable Boolean BootstrapMethodError Byte CharSequence Character Class ClassCastException \
ClassCircularityError ClassFormatError ClassLoader ClassNotFoundException ClassValue CloneNotSupportedException \
Cloneable Comparable Compiler Deprecated Double Enum EnumConstantNotPresentException Error Exception \
ExceptionInInitializerError Float FunctionalInterface IllegalAccessError IllegalAccessException \
IllegalArgumentException IllegalCallerException IllegalMonitorStateException IllegalStateException \
IllegalThreadStateException IncompatibleClassChangeError IndexOutOfBoundsException InheritableThreadLocal \
InstantiationError InstantiationException Integer InternalError InterruptedException Iterable \
LayerInstantiationException LinkageError Long Math Module ModuleLayer NegativeArraySizeException \
NoClassDefFoundError NoSuchFieldError NoSuchFieldException NoSuchMethodError NoSuchMethodException \
NullPointerException Number NumberFormatException Object OutOfMemoryError Override Package Process \
ProcessBuilder ProcessHandle Readable Record ReflectiveOperationException Runnable Runtime RuntimeException \
RuntimePermission SafeVarargs SecurityException SecurityManager Short StackOverflowError StackTraceElement \
StackWalker StrictMath String StringBuffer StringBuilder StringIndexOutOfBoundsException SuppressWarnings System \
Thread ThreadDeath ThreadGroup ThreadLocal Throwable TypeNotPresentException UnknownError UnsatisfiedLinkError \
UnsupportedClassVersionError UnsupportedOperationException VerifyError VirtualMachineError Void";
