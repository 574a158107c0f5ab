import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles programs as the source launcher would, many in one process: `Together FILE COUNT`
 * compiles `N/FILE` to `N.jar` for each N from 1 on, and says `N NAME` of each whose class NAME the launcher would run.
 *
 * <p>A program of which the compiler has anything to say, a warning or a note, is left out: the launcher
 * would say it too.
 */
public class Together {
    public static void main(String[] arguments) {
        String file = arguments[0];
        int count = Integer.parseInt(arguments[1]);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        IntStream.rangeClosed(1, count).parallel().forEach(number -> {
            try {
                String name = compile(compiler, file, number);
                if (name != null) {
                    System.out.println(number + " " + name);
                }
            } catch (IOException | RuntimeException | Error refused) {
                // What a compiler does not survive is told where the program runs alone.
            }
        });
    }

    /** The class that the launcher would run, or null where it would say something first. */
    private static String compile(JavaCompiler compiler, String file, int number) throws IOException {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        StringWriter out = new StringWriter();
        Source source = new Source(file, Files.readString(Path.of(Integer.toString(number), file)));
        try (Memory memory = new Memory(compiler.getStandardFileManager(said, null, StandardCharsets.UTF_8))) {
            List<String> options = List.of("-proc:none", "-Xlint:deprecation", "-Xlint:unchecked", "-Xlint:-options");
            JavacTask task = (JavacTask) compiler.getTask(out, memory, said, options, null, List.of(source));
            String name = null;
            for (CompilationUnitTree unit : task.parse()) {
                name = firstClass(unit);
            }
            task.generate();
            if (name == null || !said.getDiagnostics().isEmpty() || out.getBuffer().length() > 0) {
                return null;
            }
            memory.write(Path.of(number + ".jar"));
            return name;
        }
    }

    /** The first class that stands in a file, which is the one that the launcher runs. */
    private static String firstClass(CompilationUnitTree unit) {
        String inPackage = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
        return unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(type -> inPackage + ((ClassTree) type).getSimpleName())
                .findFirst()
                .orElse(null);
    }

    /** A program's text, in a file whose name need not be that of its class. */
    private static final class Source extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, JavaFileObject.Kind kind) {
            return kind == JavaFileObject.Kind.SOURCE;
        }
    }

    /** Keeps the classes that a compiler makes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Memory(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            String path = name.replace('.', '/') + kind.extension;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classes.put(path, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + classes.size() + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        /** Writes the classes to an archive, uncompressed: it is read once and is small. */
        void write(Path path) throws IOException {
            try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(path))) {
                archive.setMethod(ZipOutputStream.STORED);
                for (Map.Entry<String, ByteArrayOutputStream> each : classes.entrySet()) {
                    byte[] bytes = each.getValue().toByteArray();
                    CRC32 sum = new CRC32();
                    sum.update(bytes);
                    ZipEntry entry = new ZipEntry(each.getKey());
                    entry.setSize(bytes.length);
                    entry.setCrc(sum.getValue());
                    entry.setTime(0);
                    archive.putNextEntry(entry);
                    archive.write(bytes);
                }
            }
        }
    }
}
