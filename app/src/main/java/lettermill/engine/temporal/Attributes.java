package lettermill.engine.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator finds our workflows by in Temporal's own UI: workspace, campaign and kind (the activity's name). */
final class Attributes {

    static final SearchAttributeKey<String> WORKSPACE = SearchAttributeKey.forKeyword("LettermillWorkspace");
    static final SearchAttributeKey<String> CAMPAIGN = SearchAttributeKey.forKeyword("LettermillCampaign");
    static final SearchAttributeKey<String> KIND = SearchAttributeKey.forKeyword("LettermillKind");

    private static final Logger LOG = LoggerFactory.getLogger(Attributes.class);
    private static final List<SearchAttributeKey<String>> ALL = List.of(WORKSPACE, CAMPAIGN, KIND);
    private static final Set<Status.Code> NOT_FOR_US =
            Set.of(Status.Code.PERMISSION_DENIED, Status.Code.UNIMPLEMENTED, Status.Code.UNAUTHENTICATED);

    private volatile boolean known;

    /** Registers what is missing; a cluster that does not let us gets workflows without attributes, and one line says so. */
    void register(WorkflowServiceStubs stubs, String namespace) {
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder()
                .setChannel(stubs.getRawChannel())
                .validateAndBuildWithDefaults());
        try {
            Set<String> present = operator.blockingStub()
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .build())
                    .getCustomAttributesMap()
                    .keySet();
            AddSearchAttributesRequest.Builder missing =
                    AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
            ALL.stream()
                    .filter(key -> !present.contains(key.getName()))
                    .forEach(key ->
                            missing.putSearchAttributes(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
            if (missing.getSearchAttributesCount() > 0) {
                operator.blockingStub().addSearchAttributes(missing.build());
            }
            known = true;
        } catch (StatusRuntimeException refused) {
            if (!NOT_FOR_US.contains(refused.getStatus().getCode())) {
                throw refused;
            }
            LOG.warn(
                    "The search attributes {} can't be registered here ({}); workflows go without them",
                    ALL.stream().map(SearchAttributeKey::getName).toList(),
                    refused.getStatus().getCode());
        }
    }

    SearchAttributes of(Work work) {
        SearchAttributes.Builder attributes = SearchAttributes.newBuilder();
        if (known) {
            attributes.set(KIND, work.activity());
            set(attributes, WORKSPACE, work.workspace());
            set(attributes, CAMPAIGN, work.campaign());
        }
        return attributes.build();
    }

    private static void set(
            SearchAttributes.Builder attributes, SearchAttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            attributes.set(key, value);
        }
    }
}
