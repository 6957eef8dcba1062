import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/** Validates every JSON file of a folder against FHIR R4; prints one Markdown row a file, then each kind of message with its count. */
public final class Judge {
  public static void main(String[] arguments) throws Exception {
    FhirContext context = FhirContext.forR4();
    ValidationSupportChain support = new ValidationSupportChain(
        new DefaultProfileValidationSupport(context),
        new CommonCodeSystemsTerminologyService(context),
        new InMemoryTerminologyServerValidationSupport(context),
        new SnapshotGeneratingValidationSupport(context));
    FhirInstanceValidator module = new FhirInstanceValidator(support);
    module.setErrorForUnknownProfiles(true);
    module.setNoTerminologyChecks(false);
    FhirValidator validator = context.newValidator().registerValidatorModule(module);
    Map<String, Integer> kinds = new TreeMap<>();
    int failed = 0;
    System.out.println("| file | errors | warnings | information |\n|---|--:|--:|--:|");
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        int[] counts = new int[3];
        for (SingleValidationMessage message : validator.validateWithResult(Files.readString(file)).getMessages()) {
          ResultSeverityEnum severity = message.getSeverity();
          int at = severity == ResultSeverityEnum.INFORMATION ? 2 : severity == ResultSeverityEnum.WARNING ? 1 : 0;
          counts[at]++;
          // What an instance says is left out: kinds of messages only.
          String kind = severity + " " + message.getMessage().replaceAll("http://127[^ ']*|'[^']*'|\"[^\"]*\"|urn:uuid:[0-9a-f-]+|[0-9]{2,}", "…");
          kinds.merge(kind, 1, Integer::sum);
          if (at == 0 && arguments.length > 1) System.err.println(file.getFileName() + " " + message.getLocationString() + " " + message.getMessage());
        }
        failed += counts[0];
        System.out.printf("| %s | %d | %d | %d |%n", file.getFileName(), counts[0], counts[1], counts[2]);
      }
    }
    System.out.println();
    kinds.forEach((kind, count) -> System.out.println("- " + count + " × " + kind));
    System.exit(failed > 0 ? 1 : 0);
  }
}
