import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.utilities.FhirPublication;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidationEngine;

/**
 * Runs the reference validator in one process: FIRST-FILE FOLDER WARM-UPS PASSES PACKAGE...
 *
 * Prints "first WALL CPU" (seconds from the start of the JVM to the first outcome) and
 * "pass CPU COUNT" for each measured pass over the folder's files.
 */
public class ReferenceBench {
  public static void main(String[] args) throws Exception {
    ValidationEngine engine = new ValidationEngine.ValidationEngineBuilder()
        .withVersion("4.0.1")
        .fromSource("hl7.fhir.r4.core#4.0.1");
    engine.connectToTSServer(null, null, FhirPublication.R4, false);
    for (String name : Arrays.asList(args).subList(4, args.length)) {
      engine.getIgLoader().loadIg(engine.getIgs(), engine.getBinaries(), name, false);
    }
    engine.prepare();
    validate(engine, Files.readAllBytes(Path.of(args[0])));
    long wall = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    long cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    System.out.println("first " + wall / 1e3 + " " + cpu / 1e3);
    List<byte[]> texts = new ArrayList<>();
    try (var files = Files.list(Path.of(args[1]))) {
      for (Path file : files.sorted().toList()) {
        texts.add(Files.readAllBytes(file));
      }
    }
    int warmups = Integer.parseInt(args[2]);
    int passes = Integer.parseInt(args[3]);
    for (int pass = 0; pass < warmups + passes; pass++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (byte[] text : texts) {
        validate(engine, text);
      }
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      if (pass >= warmups) {
        System.out.println("pass " + taken / 1e9 + " " + texts.size());
      }
    }
    System.exit(0);
  }

  private static void validate(ValidationEngine engine, byte[] text) throws Exception {
    List<ValidationMessage> messages = new ArrayList<>();
    engine.validate(text, FhirFormat.JSON, List.of(), messages);
  }
}
