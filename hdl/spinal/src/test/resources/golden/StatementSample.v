// Component : StatementSample
`timescale 1ns/1ps
module StatementSample (
  input wire a,
  input wire b,
  input wire [2:0] number,
  input wire [3:0] pattern,
  input wire [3:0] pairIn_tag,
  input wire pairIn_used,
  input wire [3:0] vecIn_0,
  input wire [3:0] vecIn_1,
  output wire [3:0] pairOut_tag,
  output wire pairOut_used,
  output wire [3:0] vecOut_0,
  output wire [3:0] vecOut_1,
  output reg [3:0] chain,
  output reg [3:0] byNumber,
  output reg [3:0] byPattern,
  output reg [3:0] byKind,
  input wire aclk,
  input wire aresetn
);
  localparam Kind_READ = 2'd0;
  localparam Kind_WRITE = 2'd1;
  localparam Kind_EXECUTE = 2'd2;
  reg [1:0] kind_1;
  `ifndef SYNTHESIS
  reg [55:0] kind_1_string;
  `endif
  `ifndef SYNTHESIS
  always @(*) begin
    case(kind_1)
      Kind_READ : kind_1_string = "READ ";
      Kind_WRITE : kind_1_string = "WRITE ";
      Kind_EXECUTE : kind_1_string = "EXECUTE";
      default : kind_1_string = "???????";
    endcase
  end
  `endif
  assign pairOut_tag = pairIn_tag;
  assign pairOut_used = pairIn_used;
  assign vecOut_0 = vecIn_0;
  assign vecOut_1 = vecIn_1;
  always @(*) begin
    if(a) begin
      chain = 4'b0001;
    end else begin
      if(b) begin
        chain = 4'b0010;
      end else begin
        chain = 4'b0011;
      end
    end
  end
  always @(*) begin
    case(number)
      3'b000 : begin
        byNumber = 4'b0111;
      end
      3'b001, 3'b010 : begin
        byNumber = 4'b1000;
      end
      3'b011 : begin
        byNumber = 4'b1001;
      end
      default : begin
        byNumber = 4'b0000;
      end
    endcase
  end
  always @(*) begin
    case(pattern)
      4'b1010 : begin
        byPattern = 4'b0001;
      end
      4'b1011 : begin
        byPattern = pattern;
      end
      default : begin
        byPattern = 4'b0000;
      end
    endcase
  end
  always @(*) begin
    case(kind_1)
      Kind_READ : begin
        byKind = 4'b0001;
      end
      Kind_WRITE : begin
        byKind = 4'b0010;
      end
      default : begin
        byKind = 4'b0011;
      end
    endcase
  end
  always @(posedge aclk) begin
    if(!aresetn) begin
      kind_1 <= Kind_READ;
    end else begin
      case(kind_1)
        Kind_READ : begin
          if(a) begin
            kind_1 <= Kind_WRITE;
          end
        end
        Kind_WRITE : begin
          kind_1 <= Kind_EXECUTE;
        end
        default : begin
        end
      endcase
    end
  end
endmodule
